import Foundation
import Testing

/// The row at the prompt that shows a running handler, and its removal.
@Suite(.serialized)
struct PromptProgressTests {
  /// A prompt at which `e` has a handler that sleeps.
  private func busctl(
    sleeping duration: String,
    columns: Int = 80,
    arguments: [String] = [],
    environment: [String: String] = [:]
  ) throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--empty"] + arguments,
      environment: environment,
      columns: columns
    )
    try terminal.begin()
    try terminal.run("subscribe e sleep \(duration)")
    return terminal
  }

  @Test func `text typed while a handler runs appears with the next prompt, and only there`()
    throws
  {
    let terminal = try busctl(sleeping: "900ms")
    try terminal.send("emit e\r")
    try terminal.wait { $0.cursorLine.hasPrefix("sleep 900ms in #1 e, ") }
    try terminal.send("emit f\remit g")
    try terminal.wait { $0.text.contains("#2 f {}") && $0.cursorLine == "busctl> emit g|" }
    let lines = terminal.screen.lines
    #expect(!lines.contains { $0.hasPrefix("sleep 900ms in ") })
    #expect(lines[2...3] == ["busctl> emit e", "#1 e {}"])
    #expect(lines[6...7] == ["busctl> emit f", "#2 f {}"])
  }

  @Test func `Ctrl-Z while a handler runs leaves no trace of it`() throws {
    let terminal = try Pseudoterminal.shell()
    try terminal.send("\(Pseudoterminal.product("busctl")) --empty\r")
    try terminal.waitForPrompt()
    try terminal.run("subscribe e sleep 1m")
    try terminal.send("emit e\r")
    try terminal.wait { $0.cursorLine.hasPrefix("sleep 1m in #1 e, ") }
    try terminal.send("\u{1a}")
    try terminal.wait { $0.text.contains("Stopped") && $0.cursorLine == "$ |" }
    #expect(!terminal.screen.text.contains("sleep 1m in "))
    try terminal.send("stty -a | grep -c -- -echo\r")
    try terminal.wait { $0.text.contains("\n1\n$") }
    try terminal.send("fg\r")
    try terminal.wait { $0.cursorLine.hasPrefix("sleep 1m in #1 e, ") }
    try terminal.send("typed\u{3}")
    try terminal.wait { $0.cursorLine == "busctl> typed|" || $0.text.contains("cancelled") }
    try terminal.wait { $0.cursorLine.hasPrefix("busctl> ") }
    #expect(!terminal.screen.text.contains("sleep 1m in "))
  }

  @Test func `a window that becomes narrower wraps the row, and all of it is erased`() throws {
    let terminal = try busctl(sleeping: "1m", columns: 60)
    try terminal.send("emit e\r")
    try terminal.wait { $0.cursorLine.hasPrefix("sleep 1m in #1 e, ") }
    terminal.resize(columns: 8, rows: 24)
    // The row has 22 columns, which now take three rows.
    try terminal.read(until: "\r\u{1b}[A\u{1b}[A\u{1b}[J")
  }

  @Test func `a narrow window scrolls for nothing`() throws {
    let terminal = try busctl(sleeping: "1m", columns: 20)
    terminal.resize(columns: 5, rows: 24)
    try terminal.send("emit e\r")
    try terminal.wait { $0.cursorLine.hasPrefix(", 0.") }
    let (row, scrolled) = (terminal.screen.row, terminal.screen.scrolled)
    try terminal.wait { $0.cursorLine.hasPrefix(", 1.") }
    #expect(terminal.screen.row == row && terminal.screen.scrolled == scrolled)
  }

  @Test func `the row of a running handler obeys the options for colours`() throws {
    let terminal = try busctl(sleeping: "700ms", environment: ["NO_COLOR": ""])
    try terminal.send("emit e\r")
    try terminal.read(until: "\u{1b}[2msleep 700ms in #1 e, ")
    try terminal.wait { $0.cursorLine == "busctl> |" }
    try terminal.send("set color never\r")
    try terminal.wait { $0.text.contains("color never\n") && $0.cursorLine == "busctl> |" }
    try terminal.send("emit e\r")
    #expect(try !terminal.read(until: "sleep 700ms in #2 e, ").contains("\u{1b}[2m"))
  }

  /// A prompt on standard error, with the results in a file, which is returned, too.
  private func redirected() throws -> (Pseudoterminal, results: URL) {
    let program = Pseudoterminal.product("busctl")
    let terminal = try Pseudoterminal("/bin/sh", ["-c", "\(program) --empty > ~/results"])
    try terminal.begin()
    return (terminal, terminal.home.appending(path: "results"))
  }

  @Test func `with redirected results the background still reports at once`() throws {
    let (terminal, results) = try redirected()
    try terminal.run("subscribe e sleep 300ms")
    try terminal.send("emit e &\r")
    try terminal.wait { $0.cursorLine == "busctl 1 running> |" }
    try terminal.send("typed")
    try terminal.wait { $0.cursorLine == "busctl> typed|" }
    let text = try String(contentsOf: results, encoding: .utf8)
    #expect(text.hasSuffix("#1 e {}\n└─ sleep 300ms  completed\n1 handler: 1 completed\n"))
    #expect(!terminal.screen.text.contains("#1"))
  }

  @Test func `with redirected results a long handler is still shown`() throws {
    let (terminal, results) = try redirected()
    try terminal.run("subscribe e sleep 700ms")
    try terminal.send("emit e\r")
    try terminal.wait { $0.cursorLine.hasPrefix("sleep 700ms in #1 e, ") }
    try terminal.wait { $0.cursorLine == "busctl> |" }
    #expect(!terminal.screen.text.contains("sleep 700ms in "))
    #expect(try !String(contentsOf: results, encoding: .utf8).contains("in #1"))
  }

  @Test func `with tee each answer stands before the next prompt`() throws {
    let program = Pseudoterminal.product("busctl")
    let terminal = try Pseudoterminal("/bin/sh", ["-c", "\(program) --empty | tee ~/log"])
    try terminal.waitForPrompt()
    for number in 1...5 {
      try terminal.send("emit e\r")
      try terminal.wait { screen in
        screen.text.contains("#\(number) e {}\nnobody listens\n")
          && screen.cursorLine == "busctl> |"
      }
    }
  }
}
