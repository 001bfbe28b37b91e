import TerminalText
import Testing

struct EscapedTextTests {
  @Test func `text that a terminal would act on is shown as escapes`() {
    #expect("plain ü 日本 👩‍👧".escaped == "plain ü 日本 👩‍👧")
    #expect("\u{1b}[2J\u{7}\n\t\r\u{0}".escaped == "\\u{1b}[2J\\u{7}\\n\\t\\r\\u{0}")
    #expect(
      "\u{9b}\u{85}\u{202e}\u{2066}\u{2028}".escaped == "\\u{9b}\\u{85}\\u{202e}\\u{2066}\\u{2028}"
    )
  }

  @Test func `characters that only join or style others are kept`() {
    #expect("👩‍👧 ❤️ می‌خواهم ۝".escaped == "👩‍👧 ❤️ می‌خواهم ۝")
  }
}
