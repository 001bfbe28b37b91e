import BusLanguage
import BusShell
import TerminalText
import TestSupport
import Testing

struct LineHighlighterTests {
  @Test(arguments: [
    ("emit e {\"a\": [1, -2.5]} # c", -1, "emit:event|\"a\":ok|1:hint|-2.5:hint|# c:faint"),
    ("em", 2, ""), ("em", 0, "em:failed"), ("xy", 2, "xy:failed"), ("emti e", 6, "emti:failed"),
    ("subscribe e pri", 15, "subscribe:event"),
    ("subscribe e prin x", 18, "subscribe:event|prin:failed"),
    ("emit e {}", 9, "emit:event|{:match|}:match"), ("emit e {\"a", 10, "emit:event|\"a:ok"),
    ("emit 'a b' {\"\\\"\": 1}", -1, "emit:event|\"\\\"\":ok|1:hint"),
    ("emit a\nxx y", -1, "emit:event|xx:failed"),
    ("emit e ]", -1, "emit:event"), ("", 0, ""), ("{", -1, ""), ("emit \"open", -1, "emit:event"),
  ])
  func `the parts of a line have styles`(line: String, cursor: Int, styles: String) {
    let text = Array(line.unicodeScalars)
    let found = LineHighlighter.ranges(of: text, cursor: cursor, in: .demo).map {
      "\(String(String.UnicodeScalarView(text[$0.range]))):\($0.style)"
    }
    #expect(found.joined(separator: "|") == styles)
  }

  @Test func `the lines before belong to the payload`() {
    let line = Array("1}".unicodeScalars)
    let ranges = LineHighlighter.ranges(
      of: line,
      cursor: -1,
      after: Array("emit e {\"a\":\n".utf8),
      in: .demo
    )
    #expect(ranges == [StyledRange(0..<1, .hint)])
  }
}
