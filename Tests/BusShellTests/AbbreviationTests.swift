import BusLanguage
import BusShell
import TerminalText
import TestSupport
import Testing

/// Commands by the beginnings of their names.
struct AbbreviationTests {
  @Test func `a beginning is no command unless the user chooses it`() async {
    let printed = await virtualTranscript(
      "em e\nset abbreviations on\nem e\nset abbreviations off\nem e"
    )
    #expect(printed.matches(of: /error: unknown command 'em'/).count == 2)
    #expect(printed.matches(of: /(?m)^#1 e/).count == 1)
  }

  private func abbreviated(_ script: String) async -> String {
    await virtualTranscript(script) { $0.allowsAbbreviations = true }
  }

  @Test func `one that several commands have is an error that lists them`() async {
    #expect(
      await abbreviated("ex ran x") == """
        busctl: test.bus:1:1: error: expected one command, found 'ex'
        hint: it can be explain, export, expect
        exit status 1

        """
    )
    #expect(await abbreviated("xyz").contains("error: unknown command 'xyz'"))
  }

  @Test func `other names and whole names come first`() async {
    #expect(await abbreviated("exit 2") == "exit status 2\n")
    #expect(await abbreviated("hel em").hasPrefix("usage: emit EVENT"))
  }

  @Test func `an abbreviated command takes the number of an emission`() async {
    let printed = await abbreviated("em e\nem f\ntr #1\nrepe 2 tr #2")
    #expect(printed.matches(of: /(?m)^#1 e/).count == 2)
    #expect(printed.matches(of: /(?m)^#2 f/).count == 3)
  }

  @Test func `completion and colours know it`() async {
    var options = ShellOptions()
    options.allowsAbbreviations = true
    let vocabulary = await ShellTest().run().vocabulary
    let completer = Completer(vocabulary, options: options) { _ in [] }
    #expect(completer.completion(of: Array("em invite.a".utf8)).insertion == "ccepted ")
    #expect(completer.operands(after: Array("unsu ".utf8)) == "EVENT HANDLER [ARG...]")
    let plain = Completer(vocabulary) { _ in [] }
    #expect(plain.completion(of: Array("em invite.a".utf8)).candidates.isEmpty)
    func style(_ text: String, _ completer: Completer) -> Palette.Style? {
      let line = Array("\(text) ".unicodeScalars)
      return LineHighlighter.ranges(of: line, cursor: line.count, in: completer.language).first?
        .style
    }
    #expect(style("em", completer) == .event)
    #expect(style("ex", completer) == .failed)
    #expect(style("em", plain) == .failed)
  }

  @Test func `the command line of a saved session has the option`() async {
    let printed = await abbreviated("em e\nsav -")
    #expect(printed.contains("busctl --clock virtual --empty --abbreviations -f FILE\n"))
  }
}

/// Answers at a pause by the beginnings of their names.
struct AnswerAbbreviationTests: SteppedEmission {
  @Test func `an answer can be abbreviated, too`() async {
    let script = "set abbreviations on\n\(Self.wiring)\nne\nsk\nfa no paper"
    let printed = await transcript(script) { $0.isEmpty = true }
    #expect(printed.contains("├─ relay b      skipped"))
    #expect(printed.contains("└─ print last   failed     no paper"))
    let plain = await self.printed("ne\nrun")
    #expect(plain.contains("or a command that only shows something, found 'ne'\n"))
  }
}
