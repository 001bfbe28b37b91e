import Foundation
import Glibc
import Testing

/// Signals at the prompt, and the state of the terminal after them.
@Suite(.serialized)
struct PromptSignalTests {
  private func busctl() throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(Pseudoterminal.product("busctl"), ["--empty"])
    try terminal.begin()
    return terminal
  }

  /// Starts an emission whose handler sleeps.
  private func emit(at terminal: Pseudoterminal) throws {
    try terminal.run("subscribe e sleep 1m")
    try terminal.send("emit e\r")
    try terminal.wait { $0.text.contains("sleep 1m in #1 e, ") }
  }

  @Test(arguments: [
    SIGTERM, SIGHUP, SIGTRAP, SIGILL, SIGABRT, SIGSEGV, SIGUSR1, SIGALRM, SIGXCPU, SIGSYS,
  ])
  func `every signal that ends the program gives the terminal back`(signal: Int32) throws {
    let terminal = try busctl()
    try terminal.send("emit e")
    try terminal.wait { $0.cursorLine.hasSuffix("emit e|") }
    #expect(terminal.modes.c_lflag & tcflag_t(ECHO | ICANON) == 0)
    terminal.signal(signal)
    #expect(try terminal.waitForExit() == 128 + signal)
    expectRestored(terminal)
  }

  @Test func `a second signal during a paste gives the terminal back`() throws {
    let terminal = try busctl()
    try terminal.send("\u{1b}[200~a paste without an end")
    for _ in 0..<20 { terminal.signal(SIGTERM) }
    #expect(try terminal.waitForExit() == 128 + SIGTERM)
    // The rest of the paste may be shown, as text that no program reads.
    expectModesRestored(terminal)
  }

  private func expectRestored(_ terminal: Pseudoterminal) {
    expectModesRestored(terminal)
    // The shell's prompt begins a row.
    #expect(terminal.screen.column == 0)
  }

  private func expectModesRestored(_ terminal: Pseudoterminal) {
    let usual = tcflag_t(ECHO | ICANON | ISIG)
    #expect(terminal.modes.c_lflag & usual == usual)
    let (on, off) = ("\u{1b}[?2004h", "\u{1b}[?2004l")
    let transcript = terminal.transcript
    #expect(transcript.components(separatedBy: on).last?.contains(off) == true)
  }

  @Test func `the quit key cancels a running emission, and does nothing at the prompt`() throws {
    let terminal = try busctl()
    try emit(at: terminal)
    try terminal.send("\u{1c}")
    try terminal.wait { $0.text.contains("1 handler: 1 cancelled in ") }
    try terminal.wait { $0.cursorLine == "busctl> |" }
    terminal.signal(SIGQUIT)
    try terminal.send("\u{1c}emit f\r")
    try terminal.wait { $0.text.contains("#2 f {}") }
  }

  @Test func `Ctrl-C ends the wait of reset for the background`() throws {
    let terminal = try busctl()
    try terminal.run("subscribe e sleep 1m")
    try terminal.send("emit e &\r")
    try terminal.wait { $0.cursorLine == "busctl 1 running> |" }
    try terminal.send("reset\r")
    try terminal.wait { $0.text.contains("waiting for the emissions in the background") }
    try terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("1 handler: 1 cancelled") }
    try terminal.wait { $0.text.contains("a new bus, with nothing subscribed") }
    try terminal.wait { $0.cursorLine == "busctl> |" }
  }

  @Test func `Ctrl-Z does nothing where no shell could continue the program`() throws {
    let terminal = try busctl()
    try terminal.send("emit e\u{1a}")
    try terminal.wait { $0.row == 1 && $0.cursorLine == "busctl> emit e|" }
    try terminal.send("\u{1b}[HX\u{7f}\r")
    try terminal.wait { $0.text.contains("#1 e {}") }
  }

  @Test func `the quit key ends a script at once`() throws {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--empty", "-c", "subscribe e sleep 1m", "-c", "emit e"]
    )
    try terminal.wait { $0.text.contains("sleep 1m in #1 e, ") }
    try terminal.send("\u{1c}")
    #expect(try terminal.waitForExit() == 128 + SIGQUIT)
  }

  @Test func `Ctrl-C never ends the session, however often it comes`() throws {
    let terminal = try busctl()
    try emitToMany(at: terminal)
    try send(SIGINT, to: terminal)
    try terminal.wait { $0.cursorLine == "busctl> |" }
    try terminal.send("set quiet off\r")
    try terminal.send("emit f\r")
    try terminal.wait { $0.text.contains("#2 f {}") }
  }

  @Test func `a second signal during an emission does not wait, and gives the terminal back`()
    throws
  {
    let terminal = try busctl()
    try emitToMany(at: terminal)
    #expect(terminal.modes.c_lflag & tcflag_t(ECHO) == 0)
    try send(SIGTERM, to: terminal)
    #expect(try terminal.waitForExit() == 128 + SIGTERM)
    expectRestored(terminal)
  }

  /// Starts an emission with many handlers, so that cancelling them takes a while.
  private func emitToMany(at terminal: Pseudoterminal) throws {
    let file = terminal.home.appending(path: "many.bus")
    let lines = String(repeating: "subscribe e sleep 1m\n", count: 3000)
    try Data(lines.utf8).write(to: file)
    try terminal.run("set quiet on")
    try terminal.run("source \(file.path)")
    try terminal.send("emit e\r")
    try terminal.wait { $0.text.contains("sleep 1m in #1 e, ") }
  }

  /// Sends a signal several times, each after the one before has been taken.
  private func send(_ signal: Int32, to terminal: Pseudoterminal) throws {
    for _ in 0..<20 {
      terminal.signal(signal)
      try terminal.waitUntilTaken(signal)
    }
  }

  @Test func `a terminal that is closed during an emission ends it`() throws {
    let terminal = try busctl()
    try emit(at: terminal)
    #expect(try terminal.hangUp() == 128 + SIGHUP)
  }
}
