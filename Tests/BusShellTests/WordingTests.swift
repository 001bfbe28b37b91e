import BusLanguage
import BusShell
import BusTrace
import TerminalText
import Testing

struct WordingTests {
  @Test(arguments: [
    ("emti", "emit"), ("subscibe", "subscribe"), ("hepl", "help"), ("handler", "handlers"),
    ("rest", "reset"), ("quti", "quit"), ("EMIT", "emit"),
  ])
  func `a misspelt command is recognised`(typed: String, meant: String) async {
    #expect(await transcript(typed).contains("hint: did you mean '\(meant)'?\n"))
  }

  @Test(arguments: ["x", "frobnicate", "emit-everything", "", "日本"])
  func `what resembles no command gets no guess`(typed: String) async {
    let printed = await transcript("\"\(typed)\"")
    #expect(printed.contains("hint: 'help' lists the commands\n"))
  }

  @Test func `a hint names an event that somebody listens to`() async {
    let printed = await transcript(
      "subscribe order.paid print\nemit order.payed\nemit invite.acepted"
    ) {
      $0.isEmpty = true
    }
    #expect(printed.contains("hint: did you mean 'order.paid'?"))
    #expect(!printed.contains("invite.accepted"))
  }

  @Test func `text that a terminal would act on is shown as escapes`() {
    #expect("plain ü 日本 👩‍👧".escaped == "plain ü 日本 👩‍👧")
    #expect("\u{1b}[2J\u{7}\n\t\r\u{0}".escaped == "\\u{1b}[2J\\u{7}\\n\\t\\r\\u{0}")
    #expect(
      "\u{9b}\u{85}\u{202e}\u{2066}\u{2028}".escaped == "\\u{9b}\\u{85}\\u{202e}\\u{2066}\\u{2028}"
    )
  }

  @Test func `no line of a script reaches the output with control characters`() async {
    for value in (0..<0xa0).map(UInt8.init) where value != UInt8(ascii: "\n") {
      let name = String(Unicode.Scalar(value))
      let printed = await transcript(
        """
        subscribe e print '\(name)'
        subscribe e fail '\(name)'
        emit 'e\(name)'
        emit e
        \(name)
        """
      )
      let controls = printed.unicodeScalars.filter { $0.properties.generalCategory == .control }
      #expect(controls.allSatisfy { $0 == "\n" })
    }
  }

  @Test func `no character that nobody sees reaches the output, in either format`() async {
    let unseen = [
      0xad, 0x61c, 0x115f, 0x1160, 0x180e, 0x200b, 0x2028, 0x202e, 0x2060, 0x2064, 0x206a, 0x3164,
      0xfdd0, 0xfeff, 0xffa0, 0xfff9, 0xfffb, 0xffff, 0x1d173, 0xe0001, 0xe0020, 0xe007f, 0x10ffff,
    ].compactMap(Unicode.Scalar.init)
    for scalar in unseen as [Unicode.Scalar] {
      for format in ShellOptions.Format.allCases {
        let printed = await transcript(
          "subscribe e print x\(scalar)y\nsubscribe e fail x\(scalar)y\nemit e {\"a\": \"\(scalar)\"}\nx\(scalar)y"
        ) {
          $0.isEmpty = true
          $0.format = format
        }
        #expect(!printed.unicodeScalars.contains(scalar), "U+\(String(scalar.value, radix: 16))")
      }
    }
    #expect(JSONWriter.text(of: "\u{e0041}\u{ad}") == "\"\\udb40\\udc41\\u00ad\"")
    #expect("👩‍👧 ❤️ می‌خواهم ۝".escaped == "👩‍👧 ❤️ می‌خواهم ۝")
  }
}
