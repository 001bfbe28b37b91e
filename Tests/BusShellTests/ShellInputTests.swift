import BusLanguage
import BusShell
import Testing

/// What depends on where commands come from: arguments, a script or a prompt.
struct ShellInputTests {
  @Test func `a command given as words runs as it would when typed`() async {
    let output = Transcript()
    let shell = Shell(ShellOptions(), output: output, openScript: Transcript.script)
    #expect(await shell.run(["emit", "two words", "{\"a\": [1]}"]) == .success)
    #expect(output.text == "#1 \"two words\" {\"a\":[1]}\nnobody listens\n")
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
  func `words that are no command say why`(words: [String], message: String) async {
    let output = Transcript()
    let shell = Shell(ShellOptions(), output: output, openScript: Transcript.script)
    #expect(await shell.run(words) == .usage)
    #expect(output.text == message)
  }

  @Test func `words that are a command which fails have status 1`() async {
    let output = Transcript()
    let shell = Shell(ShellOptions(), output: output, openScript: Transcript.script)
    #expect(await shell.run(["expect", "nobody"]) == .failure)
    #expect(output.text == "busctl: error: no emission has ended yet\n")
  }

  @Test func `echo prints the commands of a script, as they can be run again`() async {
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
      subscribe e print 'a  b' # with a comment
      subscribed print "a  b" to e
      emit e {
        "a": 1
      }
      #1 e {"a":1}
      └─ print "a  b"  ok  a  b
      1 handler: 1 ok
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

  @Test func `at a prompt no failure counts, not even in a script that was run there`() async {
    var options = ShellOptions()
    options.stopsAtFailure = true
    let output = Transcript()
    let shell = Shell(options, output: output, openScript: Transcript.script)
    await shell.run(TypedLines(["emti", "source sourced/greeting.bus", "emit last"]))
    #expect(output.text.contains("last {}"))
    #expect(await shell.status == .success)
  }

  @Test func `at a prompt a mark below the line shows the place`() async {
    let output = Transcript()
    let shell = Shell(ShellOptions(), output: output, openScript: Transcript.script)
    await shell.run(TypedLines(["emit e {\"a\" 1}", "emti"]))
    #expect(
      output.text == """
                            ^
        error: expected ':' after the key, found '1'
                ^
        error: unknown command 'emti'
        hint: did you mean 'emit'?

        """
    )
  }

  @Test func `a mark in an earlier line of the command is shown below that line`() async {
    let output = Transcript()
    let shell = Shell(ShellOptions(), output: output, openScript: Transcript.script)
    await shell.run(TypedLines(["help", "emit e {\"é日\": tru,", "\"b\": 1}"]))
    #expect(
      output.text.hasSuffix(
        """
                emit e {"é日": tru,
                               ^
        error: expected a JSON value, found 'tru'

        """
      )
    )
  }

  @Test func `a payload that was given up at the prompt is forgotten`() async {
    let output = Transcript()
    let shell = Shell(ShellOptions(), output: output, openScript: Transcript.script)
    await shell.run(TypedLines(["emit e {\"a\":", nil, "emit f"]))
    #expect(output.text == "#1 f {}\nnobody listens\n")
  }

  @Test func `a payload that the next command gave up is repeated, to point at it`() async {
    let output = Transcript()
    let shell = Shell(ShellOptions(), output: output, openScript: Transcript.script)
    await shell.run(TypedLines(["emit e {", "emit f"]))
    #expect(
      output.text == """
                emit e {
                       ^
        error: the payload is not closed
        #1 f {}
        nobody listens

        """
    )
  }

  @Test func `the end of the input ends a payload first, and only then the session`() async {
    let output = Transcript()
    let shell = Shell(ShellOptions(), output: output, openScript: Transcript.script)
    await shell.run(TypedLines(["emit e {", "\u{4}", "emit f"]))
    #expect(output.text.contains("error: the payload is not closed\n#1 f {}\n"))
  }
}

/// Lines as they come from a prompt; nil is Ctrl-C, and the character of Ctrl-D is that.
struct TypedLines: LineSource {
  /// As at a prompt, it is known only once there has been one.
  private(set) var location = InputLocation.prompt(width: 0)
  private var lines: ArraySlice<String?>

  init(_ lines: [String?]) {
    self.lines = lines[...]
  }

  mutating func next(_ request: LineRequest) async -> LineResult {
    location = .prompt(width: 8)
    guard let line = lines.popFirst(), line != "\u{4}" else { return .end }
    return line.map { .line(Array($0.utf8)) } ?? .dropped
  }
}
