import TerminalText
import Testing

struct PastedTextTests {
  @Test(arguments: [
    ("one", "one"), ("one\n", "one"), ("one\ntwo\n", "one\ntwo"), ("one\rtwo\r", "one\ntwo"),
    ("one\r\ntwo\r\n", "one\ntwo"), ("a\r\n\r\nb", "a\n\nb"), ("\r\r", "\n"), ("a\tb", "a b"),
    ("\u{1b}[2J\u{7}", "[2J"), ("\u{9b}1A\u{202e}", "1A"), ("", ""), ("größe 日本", "größe 日本"),
  ])
  func `pasted text is cleaned of control characters`(pasted: String, line: String) {
    #expect(PastedText.line(Array(pasted.unicodeScalars)) == line)
  }
}
