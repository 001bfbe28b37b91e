import TerminalText
import Testing

struct TextLayoutTests {
  @Test(arguments: [
    ("", 8, 20, 0, 8), ("abc", 8, 20, 0, 11), ("abcdefghijkl", 8, 20, 1, 0),
    ("abcdefghijklm", 8, 20, 1, 1), ("a\nb", 8, 20, 1, 1), ("\t", 8, 20, 0, 16),
    ("\t", 7, 20, 0, 8),
    ("\u{1}", 8, 20, 0, 10), ("\u{7f}", 19, 20, 1, 2), ("日", 18, 20, 1, 0), ("日", 19, 20, 1, 2),
    ("e\u{301}", 8, 20, 0, 9), ("abc", 45, 20, 2, 8), ("abc", 0, 0, 3, 0),
  ])
  func `text is laid out as libedit does it`(
    text: String,
    start: Int,
    columns: Int,
    row: Int,
    column: Int
  ) {
    var layout = TextLayout(from: start, columns: columns)
    layout.append(text.unicodeScalars) { scalar in
      switch scalar {
      case "日": 2
      case "\u{301}": 0
      default: 1
      }
    }
    #expect((layout.row, layout.column) == (row, column))
  }
}
