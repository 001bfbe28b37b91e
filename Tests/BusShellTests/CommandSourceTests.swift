import BusLanguage
import BusShell
import Testing

/// Commands from arguments, from a script and from a prompt.
struct CommandSourceTests {
  @Test func `a command given as words runs as it would when typed`() async {
    let result = await ShellTest().words(["emit", "two words", "{\"a\": [1]}"]).run()
    result.expect(output: "#1 \"two words\" {\"a\":[1]}\nnobody listens\n")
  }

  @Test(arguments: [
    (["emti"], "busctl: error: unknown command 'emti'\nhint: did you mean 'emit'?\n"),
    (
      ["emit"], "busctl: error: expected EVENT after 'emit'\nusage: emit EVENT [JSON-OBJECT] [&]\n"
    ),
    (
      ["emit", "e", "{\"a\" 1}"],
      "busctl: payload:1:6: error: expected ':' after the key, found '1'\n"
    ),
    (
      ["emit", "e", "[]"],
      "busctl: payload:1:1: error: expected a JSON object as payload, found '['\n"
    ),
  ])
  func `words that are no command are wrong usage`(words: [String], message: String) async {
    await ShellTest().words(words).run().expect(output: message, status: .usage)
  }

  @Test func `words that are a command which fails have status 1`() async {
    let result = await ShellTest().words(["expect", "nobody"]).run()
    result.expect(output: "busctl: error: no emission has ended yet\n", status: .failure)
  }

  @Test func `echo prints the lines of a script, as they can be run again`() async {
    let script = """
      # no command

      subscribe e print 'a  b' # with a comment
      emit e {
        "a": 1
      }
      nonsense
      emit f {"a"
      emit g
      """
    let echoed = """
      # no command

      subscribe e print 'a  b' # with a comment
      subscribed print "a  b" to e
      emit e {
        "a": 1
      }
      #1 e {"a":1}
      └─ print "a  b"  completed  a  b
      1 handler: 1 completed
      nonsense
      busctl: test.bus:7:1: error: unknown command 'nonsense'
      hint: 'help' lists the commands
      emit f {"a"
      busctl: test.bus:8:8: error: the payload is not closed
      emit g
      #2 g {}
      nobody listens
      exit status 1

      """
    let printed = await transcript(script) {
      $0.isEmpty = true
      $0.echoesCommands = true
    }
    #expect(printed == echoed)
  }

  @Test func `echo in jsonl is a record as well`() async {
    let printed = await transcript("emit e {\n}") {
      $0.isEmpty = true
      $0.isQuiet = true
      $0.echoesCommands = true
      $0.format = .jsonl
    }
    #expect(printed == "{\"kind\":\"command\",\"text\":\"emit e {\\n}\"}\nexit status 0\n")
  }

  @Test func `echo prints comments and blank lines of sourced scripts and answers, too`() async {
    let script = "step on\nemit e\n# an answer follows\n\nskip\n  \n# the end"
    let printed = await transcript("subscribe e print\n\(script)") {
      $0.isEmpty = true
      $0.echoesCommands = true
    }
    for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(printed.contains("\n\(line)\n"), "\(line)")
    }
  }

  @Test func `at a prompt no failure counts, not even in a script that was run there`() async {
    let result = await ShellTest().options { $0.stopsAtFailure = true }
      .typed(["emti", "source sourced/greeting.bus", "emit last"]).run()
    #expect(result.output.contains("last {}"))
    #expect(result.status == .success)
  }

  @Test func `at a prompt a mark below the line shows the place`() async {
    let result = await ShellTest().typed(["emit e {\"a\" 1}", "emti"]).run()
    result.expect(
      output: """
                            ^
        error: expected ':' after the key, found '1'
                ^
        error: unknown command 'emti'
        hint: did you mean 'emit'?

        """
    )
  }

  @Test func `a mark in an earlier line of the command is shown below that line`() async {
    let lines = ["help", "emit e {\"é日\": tru,", "\"b\": 1}"]
    let result = await ShellTest().typed(lines).run()
    #expect(
      result.output.hasSuffix(
        """
                emit e {"é日": tru,
                               ^
        error: expected a JSON value, found 'tru'

        """
      )
    )
  }

  @Test func `a payload that was given up at the prompt is forgotten`() async {
    let result = await ShellTest().typed(["emit e {\"a\":", nil, "emit f"]).run()
    result.expect(output: "#1 f {}\nnobody listens\n")
  }

  @Test func `a payload that the next command cut off is shown again, with a mark`() async {
    let result = await ShellTest().typed(["emit e {", "emit f"]).run()
    result.expect(
      output: """
                emit e {
                       ^
        error: the payload is not closed
        #1 f {}
        nobody listens

        """
    )
  }

  @Test func `the end of the input ends a payload first, and only then the session`() async {
    let result = await ShellTest().typed(["emit e {", "\u{4}", "emit f"]).run()
    #expect(result.output.contains("error: the payload is not closed\n#1 f {}\n"))
  }
}
