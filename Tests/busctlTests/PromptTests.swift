import Testing

/// The prompt at a real terminal.
@Suite(.serialized)
struct PromptTests {
  private func busctl(
    _ arguments: [String] = ["--empty"],
    locale: String? = "C.UTF-8",
    environment: [String: String] = [:]
  ) throws -> Pseudoterminal {
    try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      arguments,
      locale: locale,
      environment: environment
    )
  }

  @Test func `a typed command runs, and Ctrl-D leaves`() throws {
    let terminal = try busctl()
    try terminal.waitForPrompt()
    try terminal.send("emit e {\"a\": 1}\r")
    try terminal.read(until: "#1 e {\"a\":1}\r\nnobody listens\r\n")
    try terminal.waitForPrompt()
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test(arguments: [40, 80])
  func `the first lines say which program this is, and how to get on`(columns: Int) throws {
    let terminal = try Pseudoterminal(Pseudoterminal.product("busctl"), columns: columns)
    try terminal.waitForPrompt()
    let lines = terminal.screen.lines.prefix { !$0.hasPrefix("busctl>") }
    let greeting = /busctl \d+\.\d+\.\d+: type 'help' for the commands, or 'learn' for the lessons/
    #expect(lines.joined(separator: " ").wholeMatch(of: greeting) != nil)
  }

  @Test(arguments: [["--quiet"], ["learn", "1"]])
  func `there is no greeting for those who want quiet, or have given a command`(
    arguments: [String]
  ) throws {
    let terminal = try busctl(arguments)
    try terminal.waitForPrompt()
    #expect(!terminal.screen.text.contains("type 'help'"))
  }

  @Test func `a line is edited in the middle and at its ends`() throws {
    let terminal = try busctl()
    try terminal.waitForPrompt()
    try terminal.send("mit eveX\u{1b}[D\u{1b}[3~nt\u{1b}[He\r")
    try terminal.read(until: "#1 event {}")
  }

  @Test(arguments: [nil, "C", "C.UTF-8", "xx_XX.UTF-8"])
  func `text arrives whole in any locale`(locale: String?) throws {
    let terminal = try busctl(locale: locale)
    try terminal.waitForPrompt()
    try terminal.send("emit größe {\"日本\": \"👩‍👧 é\"}\r")
    try terminal.read(until: "#1 größe {\"日本\":\"👩‍👧 é\"}\r\n")
  }

  @Test func `an unfinished payload asks for more, and comes back in one piece`() throws {
    let terminal = try busctl()
    try terminal.waitForPrompt()
    try terminal.send("emit e {\r")
    try terminal.wait { $0.cursorLine.hasSuffix("...> |") }
    try terminal.send("\"a\": 1}\r")
    try terminal.read(until: "#1 e {\"a\":1}")
    try terminal.waitForPrompt()
    try terminal.send("\u{1b}[A\r")
    try terminal.read(until: "#2 e {\"a\":1}")
  }

  @Test func `Ctrl-C drops the line, and an unfinished payload`() throws {
    let terminal = try busctl()
    try terminal.waitForPrompt()
    try terminal.send("emit dropped\u{3}")
    try terminal.read(until: "^C\r\n")
    try terminal.waitForPrompt()
    try terminal.send("emit dropped {\r")
    try terminal.wait { $0.cursorLine.hasSuffix("...> |") }
    try terminal.send("\u{3}")
    try terminal.read(until: "^C\r\n")
    try terminal.waitForPrompt()
    try terminal.send("emit kept\r")
    try terminal.read(until: "#1 kept {}")
  }

  @Test func `an error points to its place, and does not end the session`() throws {
    let terminal = try busctl()
    try terminal.waitForPrompt()
    try terminal.send("subscribe e pint\r")
    try terminal.read(
      until: "                    ^\r\nerror: unknown handler 'pint'\r\nhint: did you mean 'print'?"
    )
    try terminal.waitForPrompt()
    try terminal.send("quit 3\r")
    #expect(try terminal.waitForExit() == 3)
  }

  @Test func `an error in an earlier line is shown with that line`() throws {
    let terminal = try busctl()
    try terminal.waitForPrompt()
    try terminal.send("\u{1b}[200~emit a\nsubscribe e pint\nemit c\u{1b}[201~\r")
    try terminal.wait { $0.text.contains("#2 c {}") }
    let margin = "        "
    #expect(
      terminal.screen.text.contains(
        "nobody listens\n\(margin)subscribe e pint\n\(margin)            ^\nerror: unknown handler"
      )
    )
    try terminal.waitForPrompt()
    try terminal.send("emit e {\r")
    try terminal.wait { $0.cursorLine.hasSuffix("...> |") }
    try terminal.send("\u{4}")
    try terminal.wait {
      $0.text.contains("\(margin)emit e {\n\(margin)       ^\nerror: the payload is not closed\n")
    }
    try terminal.waitForPrompt()
  }

  @Test func `after errors Ctrl-D leaves with 0`() throws {
    let terminal = try busctl()
    try terminal.waitForPrompt()
    try terminal.send("nonsense\r")
    try terminal.read(until: "'help' lists the commands")
    try terminal.waitForPrompt()
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test func `when output is redirected the prompt is still there, and edits`() throws {
    let program = Pseudoterminal.product("busctl")
    let terminal = try Pseudoterminal(
      "/bin/sh",
      ["-c", "\(program) --empty > ~/output; cat ~/output"]
    )
    try terminal.waitForPrompt()
    try terminal.send("emit X\u{7f}e\r")
    try terminal.wait { $0.row == 2 && $0.cursorLine == "busctl> |" }
    try terminal.send("\u{4}")
    try terminal.read(until: "#1 e {}\r\nnobody listens\r\n")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test(arguments: ["dumb", "unheard-of", ""])
  func `a terminal without capabilities gets nothing but text`(kind: String) throws {
    let terminal = try busctl(environment: ["TERM": kind, "NO_COLOR": ""])
    try terminal.waitForPrompt()
    try terminal.run("subscribe e sleep 600ms")
    try terminal.send("emit X\u{7f}e\r")
    try terminal.read(until: "1 handler: 1 completed in ")
    try terminal.waitForPrompt()
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == 0)
    #expect(!terminal.transcript.contains("\u{1b}"))
    #expect(terminal.screen.lines[1] == "busctl> subscribe e sleep 600ms")
  }

  @Test func `the terminal is given back as it was`() throws {
    let program = Pseudoterminal.product("busctl")
    let terminal = try Pseudoterminal(
      "/bin/sh",
      ["-c", "stty -a > ~/before; \(program) --empty; stty -a | diff ~/before - && echo same"]
    )
    try terminal.waitForPrompt()
    try terminal.send("\u{4}")
    try terminal.read(until: "same\r\n")
  }
}
