import BusConsole
import BusLanguage
import BusShell
import TerminalText
import TestSupport
import Testing

/// Commands and answers by the names that users of other programs know.
struct AliasTests {
  @Test(arguments: ["exit 3", ".exit 3", ".quit 3", #"\q 3"#])
  func `quit has the names of other programs, in a script too`(line: String) async {
    await ShellTest().script("\(line)\nemit never").run()
      .expect(output: "", status: BusLanguage.ExitStatus(rawValue: 3))
  }

  @Test(arguments: ["?", ".help", #"\?"#, #"\h"#])
  func `help has the names of other programs`(name: String) async {
    #expect(await transcript("\(name) emit") == transcript("help emit"))
  }

  @Test func `an argument of the program can be such a name`() async {
    let result = await ShellTest().words([#"\?"#, "emit"]).run()
    #expect(result.output.hasPrefix("usage: emit "))
    #expect(await ShellTest().words([#"\q"#, "4"]).run().status.rawValue == 4)
  }

  @Test func `a letter in quotes is no name with a backslash`() async {
    let printed = await transcript("'q'\n\"?x\"\nq")
    #expect(printed.matches(of: /error: unknown command/).count == 3)
    #expect(printed.contains("unknown command 'q'\nhint: did you mean 'quit'?\n"))
  }

  @Test func `a wrong operand shows the usage with the name that was typed`() async {
    #expect(
      await transcript("exit x\n\\q x").hasPrefix(
        """
        busctl: test.bus:1:6: error: expected STATUS from 0 to 255, found 'x'
        usage: exit [STATUS]
        busctl: test.bus:2:4: error: expected STATUS from 0 to 255, found 'x'
        usage: \\q [STATUS]

        """
      )
    )
  }

  @Test func `a command of the application comes before another name`() async {
    let console = BusConsole("shop", version: "1") { _, _ in
      ConsoleApplication(commands: [
        ConsoleCommand("exit", "leave the shop") { $0.print("the door is there") }
      ])
    }
    await ShellTest().console(console).script("exit").run().expect(output: "the door is there\n")
  }

  @Test func `clear writes nothing off a terminal, and is no part of a saved session`() async {
    await ShellTest().script("clear\nemit e\nsave -").run().expect(
      output: """
        #1 e {}
        nobody listens
        # Saved by busctl; run it with: busctl -f FILE
        emit e

        """
    )
  }

  @Test func `other names are proposed where no command fits`() async {
    let vocabulary = await ShellTest().run().vocabulary
    let completer = Completer(vocabulary) { _ in [] }
    func candidates(_ text: String) -> [String] {
      completer.completion(of: Array(text.utf8)).candidates.map(\.text)
    }
    #expect(candidates("exi") == ["exit"])
    #expect(candidates("ex") == ["expect", "explain", "export"])
    #expect(candidates(".") == [".exit", ".help", ".quit"])
    #expect(completer.completion(of: Array(".q".utf8)).insertion == "uit ")
    #expect(completer.operands(after: Array("exit ".utf8)) == "[STATUS]")
    #expect(completer.operands(after: Array(#"\q "#.utf8)) == "[STATUS]")
  }

  @Test func `they are shown as commands while they are typed`() {
    for name in ["exit", ".quit", #"\q"#, "?"] {
      let line = Array(name.unicodeScalars)
      let ranges = LineHighlighter.ranges(of: line, cursor: line.count, in: .demo)
      #expect(ranges.map(\.style) == [.event], "\(name)")
    }
  }
}

/// Answers at a pause by the names that users of debuggers know.
struct AnswerAliasTests: SteppedEmission {
  @Test func `n, s and c go on as next, skip and run do`() async {
    let short = await printed("n\ns\nc")
    #expect(short == (await printed("next\nskip\nrun")))
    #expect(pauses(in: short).count == 3)
    #expect(await printed("continue") == printed("run"))
  }

  @Test func `at a pause help has its other names, too`() async {
    #expect(await printed("?\nrun").contains("usage: step on|off [EVENT|HANDLER...]\n"))
    #expect(await printed(#"\?"# + "\nrun").contains("usage: step on|off [EVENT|HANDLER...]\n"))
  }
}
