import TerminalText
import Testing

struct LineLayoutTests {
  @Test(arguments: [
    ("abc", 20, 0, 3), ("abcdefghijklmnopqrst", 20, 1, 0), ("a\nb", 20, 1, 1), ("\t", 20, 0, 8),
    ("abcdefg\tx", 20, 0, 9), ("\u{1}", 20, 0, 2), ("abcde\u{7f}", 6, 1, 2), ("日", 2, 1, 0),
    ("a日本", 4, 1, 2), ("e\u{301}x", 20, 0, 2), ("\u{301}x", 20, 0, 2), ("👩\u{200d}👧x", 20, 0, 3),
    ("🇩🇪x", 20, 0, 3), ("❤\u{fe0f}x", 20, 0, 3), ("\u{1fae9}x", 20, 0, 3), ("\u{202e}x", 20, 0, 9),
    ("क्षिx", 20, 0, 4),
    // Some terminals take four columns for a flag, and a mark after it needs one more.
    ("abc🇩🇪\u{301}", 8, 0, 5), ("abcd🇩🇪\u{301}", 8, 1, 2), ("abcd\n", 4, 2, 0), ("", 1, 0, 0),
  ])
  func `text is laid out in rows`(text: String, columns: Int, row: Int, column: Int) {
    var layout = LineLayout(columns: columns)
    layout.setText(Array(text.unicodeScalars))
    let end = layout.position(of: text.unicodeScalars.count)
    #expect((end.row, end.column) == (row, column))
  }

  @Test func `a layout that is changed is the layout of the new text`() {
    let pieces = ["a", "bc ", "日本", "e\u{301}", "\u{301}", "🇩🇪", "\n", "👩\u{200d}👧", "\t", "\u{1}"]
    var generator = SystemRandomNumberGenerator()
    for columns in [3, 7, 20] {
      var changed = LineLayout(columns: columns)
      var text: [Unicode.Scalar] = []
      for _ in 0..<300 {
        let place = Int.random(in: 0...text.count, using: &generator)
        let piece = pieces.randomElement(using: &generator) ?? ""
        if Bool.random(using: &generator) || text.count < 5 {
          text.insert(contentsOf: piece.unicodeScalars, at: place)
        } else {
          text.removeSubrange(max(0, place - 3)..<place)
        }
        changed.setText(text)
        var fresh = LineLayout(columns: columns)
        fresh.setText(text)
        let index = Int.random(in: 0...text.count, using: &generator)
        #expect(changed.position(of: index) == fresh.position(of: index))
        let rows = fresh.rowCount(limit: .max)
        #expect(changed.rowCount(limit: .max) == rows)
        for row in 0..<rows {
          #expect(changed.glyphs(ofRow: row).map(\.glyph) == fresh.glyphs(ofRow: row).map(\.glyph))
        }
      }
    }
  }
}
