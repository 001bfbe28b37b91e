import Foundation
import Glibc
import Testing

/// The screen of a prompt while a user types and while emissions run.
@Suite(.serialized)
struct PromptScreenTests {
  private func busctl(
    _ arguments: [String] = ["--empty"],
    environment: [String: String] = [:],
    columns: Int = 80
  ) throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      arguments,
      environment: environment,
      columns: columns
    )
    try terminal.begin()
    return terminal
  }

  @Test func `the prompt shows the number of running emissions`() throws {
    let terminal = try busctl()
    try terminal.run("subscribe e sleep 1m")
    try terminal.send("emit e &\r")
    try terminal.wait { $0.cursorLine == "busctl 1 running> |" }
    try terminal.send("emit f {\r")
    try terminal.wait { $0.cursorLine == "             ...> |" }
  }

  @Test func `a coloured prompt leaves the cursor where it belongs`() throws {
    let terminal = try busctl(environment: ["NO_COLOR": ""], columns: 31)
    let name = "\u{1b}[1mbusctl\u{1b}[0m> "
    #expect(terminal.transcript.contains(name))
    try terminal.send("emit größe {\"日本\": \"a text of some length\"}")
    try terminal.wait { $0.row == 1 }
    try terminal.send("\u{1}X")
    try terminal.wait(forLine: "busctl> X|emit größe {\"日本\": \"a")
    #expect(terminal.screen.lines[1] == " text of some length\"}")
  }

  @Test(arguments: [["--color", "never"], ["--color", "always"], ["--color", "auto"]])
  func `colours obey the option, and otherwise NO_COLOR`(arguments: [String]) throws {
    for (variable, isWanted) in [("1", false), ("", true)] {
      let terminal = try busctl(["--empty"] + arguments, environment: ["NO_COLOR": variable])
      let isColored = arguments[1] == "always" || (arguments[1] == "auto" && isWanted)
      #expect(terminal.transcript.contains("\u{1b}[1mbusctl") == isColored)
    }
  }

  @Test func `the background reports above the line that is being typed`() throws {
    let terminal = try busctl(columns: 40)
    try terminal.run("subscribe e sleep 300ms")
    try terminal.send("emit e &\r")
    try terminal.wait { $0.cursorLine == "busctl 1 running> |" }
    try terminal.send("emit other.event.x {\"a payload\": \"that needs two rows\"}\u{1b}[D\u{1b}[D")
    try terminal.wait { $0.text.contains("1 handler: 1 completed in ") }
    // The prompt says that nothing runs any more.
    try terminal.wait { $0.cursorLine == " \"that needs two rows|\"}" }
    let lines = terminal.screen.lines
    let top = terminal.screen.row - 1
    #expect(lines[top] == "busctl> emit other.event.x {\"a payload\":")
    #expect(lines[top - 1].hasPrefix("1 handler: 1 completed in "))
    #expect(lines[top - 2].hasPrefix("└─ sleep 300ms  completed  "))
    #expect(lines[top - 3] == "#1 e {}")
    try terminal.send("\r")
    try terminal.wait { $0.text.contains("#2 other.event.x {\"a payload\":\"that") }
  }

  @Test func `a handler that takes long is shown while it runs, and leaves no trace`() throws {
    let terminal = try busctl()
    try terminal.run("subscribe e sleep 900ms")
    try terminal.send("emit e\r")
    try terminal.wait { $0.cursorLine.wholeMatch(of: /sleep 900ms in #1 e, 0\.\ds\|/) != nil }
    try terminal.wait { $0.cursorLine == "busctl> |" }
    #expect(!terminal.screen.text.contains("in #1 e"))
    #expect(terminal.screen.lines[2] == "busctl> emit e")
    #expect(terminal.screen.lines[3] == "#1 e {}")
  }

  @Test func `Ctrl-C cancels the emission that runs, shows it, and returns to the prompt`() throws {
    let terminal = try busctl()
    try terminal.send("subscribe e sleep 1m\rsubscribe e print after\r")
    try terminal.wait { $0.text.contains("subscribed print after to e") }
    try terminal.waitForPrompt()
    try terminal.send("emit e\r")
    try terminal.wait { $0.text.contains("sleep 1m in #1 e, ") }
    try terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("2 handlers: 1 completed, 1 cancelled in ") }
    try terminal.waitForPrompt()
    #expect(terminal.screen.text.contains("├─ sleep 1m     cancelled  "))
    #expect(terminal.screen.text.contains("└─ print after  completed  "))
    #expect(!terminal.screen.text.contains("^C"))
    try terminal.send("emit still.here\r")
    try terminal.wait { $0.text.contains("#2 still.here {}") }
  }

  @Test(arguments: ["wait", "source"])
  func `Ctrl-C ends a command that waits, and returns to the prompt`(command: String) throws {
    let terminal = try busctl()
    let script = terminal.home.appending(path: "script.bus")
    try Data("emit e\nemit not.any.more\n".utf8).write(to: script)
    try terminal.run("subscribe e sleep 1m")
    if command == "wait" {
      try terminal.send("emit e &\r")
      try terminal.wait { $0.cursorLine == "busctl 1 running> |" }
      try terminal.send("wait\r")
    } else {
      try terminal.send("source \(script.path)\r")
    }
    try terminal.wait { $0.text.contains("sleep 1m in #1 e, ") }
    try terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("1 handler: 1 cancelled in ") }
    try terminal.wait { $0.cursorLine == "busctl> |" }
    #expect(!terminal.screen.text.contains("not.any.more {}"))
  }

  @Test func `Ctrl-C on an empty line says how to leave, and Ctrl-D leaves`() throws {
    let terminal = try busctl()
    try terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("busctl> ^C\nCtrl-D or 'quit' leaves\n") }
    try terminal.waitForPrompt()
    try terminal.send("abc\u{1b}[D\u{3}")
    try terminal.wait { $0.text.contains("busctl> abc^C\nbusctl>") }
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test func `Ctrl-D waits for the background, and Ctrl-C ends the waiting`() throws {
    let terminal = try busctl()
    try terminal.run("subscribe e sleep 1m")
    try terminal.send("emit e &\r")
    try terminal.wait { $0.cursorLine == "busctl 1 running> |" }
    try terminal.send("\u{4}")
    try terminal.wait { $0.text.contains("waiting for the emissions in the background") }
    try terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("1 handler: 1 cancelled") }
    #expect(try terminal.waitForExit() == 0)
  }

  @Test func `a window that changes its size shows the line again`() throws {
    let terminal = try busctl()
    try terminal.send("emit e {\"a payload\": \"of some length\"}")
    try terminal.wait { $0.cursorLine.hasSuffix("length\"}|") }
    terminal.resize(columns: 30, rows: 24)
    try terminal.wait { $0.row > 0 && $0.cursorLine.hasSuffix("length\"}|") }
    terminal.resize(columns: 100, rows: 24)
    try terminal.send("\u{1}X")
    try terminal.wait(
      forLine: "busctl> X|emit e {\"a payload\": \"of some length\"}"
    )
  }

  @Test func `a program whose terminal is closed ends`() throws {
    let terminal = try busctl()
    try terminal.send("emit e")
    try terminal.wait { $0.cursorLine.hasSuffix("emit e|") }
    #expect(try terminal.hangUp() == 128 + SIGHUP)
  }

  @Test func `Ctrl-Z stops the program, and it goes on where it was`() throws {
    let terminal = try Pseudoterminal.shell()
    try terminal.send("\(Pseudoterminal.product("busctl")) --empty\r")
    try terminal.waitForPrompt()
    try terminal.send("emit e\u{1a}")
    try terminal.wait { $0.cursorLine == "$ |" }
    try terminal.send("fg\r")
    try terminal.wait(forLine: "busctl> emit e|")
    try terminal.send("\r")
    try terminal.wait { $0.text.contains("#1 e {}") }
  }

  @Test func `marks that combine are shown, and break nothing`() throws {
    let terminal = try busctl(columns: 31)
    try terminal.send("emit e {\"e\u{301}\": \"a\u{301}b and some more text\"}")
    try terminal.wait { $0.row == 1 && $0.text.contains("{\"e\u{301}\": \"a\u{301}b") }
    try terminal.send("\u{1b}[D\u{1b}[DX")
    let rows = ["busctl> emit e {\"e\u{301}\": \"a\u{301}b and so", "me more textX\"}"]
    // First without the marks, then with them.
    try terminal.wait { $0.cursorLine == "me more textX|\"}" && Array($0.lines.prefix(2)) == rows }
    try terminal.send("\u{1}\u{6}\r")
    try terminal.wait { $0.text.contains("#1 e {\"e\u{301}\":\"a\u{301}b and some more") }
    try terminal.waitForPrompt()
    try terminal.send("\u{1b}[A")
    try terminal.wait { screen in
      screen.cursorLine == rows[1] + "|" && screen.lines[max(0, screen.row - 1)] == rows[0]
    }
    try terminal.send("\u{15}ae\u{301}")
    try terminal.wait(forLine: "busctl> ae\u{301}")
    try terminal.send("\u{7f}")
    try terminal.wait(forLine: "busctl> a")
  }
}
