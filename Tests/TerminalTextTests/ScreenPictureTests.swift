import TerminalText
import Testing

struct ScreenPictureTests {
  private func picture(_ text: String, columns: Int = 10, cursor: Int? = nil) -> ScreenPicture {
    var layout = LineLayout(columns: columns)
    let scalars = Array(text.unicodeScalars)
    layout.setText(scalars)
    let place = layout.position(of: cursor ?? scalars.count)
    let rows = (0..<layout.rowCount(limit: 100)).map { layout.glyphs(ofRow: $0).map(\.glyph) }
    return ScreenPicture(rows: rows, cursor: .init(row: place.row, column: place.column))
  }

  private func changes(_ old: String, _ new: String, cursor: Int? = nil) -> String {
    picture(old).changes(
      to: picture(new, cursor: cursor),
      columns: 10,
      Palette(isColored: false)
    )
  }

  @Test(arguments: [
    ("abc", "abc", ""), ("abc", "abcd", "d"), ("abc", "ab", "\r\u{1b}[2C\u{1b}[K"),
    ("0123456789abc", "0123456789abd", "\r\u{1b}[2Cd"),
    (
      "0123456789ab", "01234", "\r\u{1b}[1A\u{1b}[5C\u{1b}[K\r\u{1b}[1B\u{1b}[J\r\u{1b}[1A\u{1b}[5C"
    ),
    ("", "0123456789a", "0123456789\r\na"),
  ])
  func `only the difference is written`(old: String, new: String, text: String) {
    #expect(changes(old, new).replacing("\r\r\n", with: "\r\n") == text)
  }

  @Test func `a glyph that terminals draw differently is followed by its place`() {
    #expect(changes("", "e\u{301}x") == " \re\u{301}\r\u{1b}[1Cx\u{1b}[K")
    #expect(changes("", "\u{1fae9}x") == "  \r\u{1fae9}\r\u{1b}[2Cx\u{1b}[K")
  }

  @Test(arguments: [("a\u{1fae9}\u{301}", "a\u{1fae9}\u{301}x"), ("a\u{1fae9}\u{301}", "a")])
  func `a mark that a terminal has put on the glyph before is gone`(old: String, new: String) {
    // The terminal does not know the emoji, and draws the mark on the letter.
    #expect(changes(old, new).hasPrefix("\ra"))
  }

  @Test(arguments: [
    ("e\u{301}", "\u{e9}"), ("a\u{308}\u{323}", "a\u{323}\u{308}"), ("\u{c5}", "\u{212b}"),
  ])
  func `another spelling of a character is written, although the strings are equal`(
    old: String,
    new: String
  ) {
    #expect(old == new)
    #expect(changes(old, new).contains(new))
    #expect(changes(new, new).isEmpty)
  }

  @Test func `nothing is left where a terminal draws nothing for a glyph`() {
    // A vowel sign without a letter, for which some terminals take no column.
    let text = changes("\u{1}b", "\u{1}\u{93f}b")
    #expect(text == "\r^A \r\u{1b}[2C\u{93f}\r\u{1b}[3Cb\u{1b}[K")
  }

  @Test(arguments: [
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("a日本", 5, "a日本"), ("a日本", 4, "a日…"),
    ("a日本", 3, "a…"), ("abc", 1, "…"), ("abc", 0, ""), ("abc", -2, ""), ("", 0, ""),
    // Some terminals draw these wider.
    ("ae\u{301}", 3, "ae\u{301}"), ("ae\u{301}", 2, "a…"), ("a👩\u{200d}👧b", 5, "a…"),
  ])
  func `a row that is too long ends with an ellipsis`(row: String, columns: Int, cut: String) {
    let glyphs = picture(row, columns: 20).rows[0].cut(to: columns)
    #expect(glyphs.map(\.text).joined() == cut)
  }

  @Test func `a terminal that breaks rows again has more of them above the cursor`() {
    let wide = picture("0123456789abcdefghij012345", columns: 20)
    #expect(wide.rowsAboveCursor(columns: 5, reflows: false) == 1)
    #expect(wide.rowsAboveCursor(columns: 5, reflows: true) == 5)
    #expect(wide.rowsAboveCursor(columns: 40, reflows: true) == 1)
  }
}
