import Foundation
import Glibc
import Testing

/// The prompt as a job of a shell: stopped, continued, in the background, interrupted.
@Suite(.serialized, .enabled(if: access("/bin/bash", X_OK) == 0, "bash is not installed"))
struct PromptJobControlTests {
  private static let command = "exec \(Pseudoterminal.product("busctl")) --empty"

  /// A shell at a terminal, in whose home `b` is a script that writes its process ID to a file and
  /// becomes busctl.
  private func shell() throws -> Pseudoterminal {
    let terminal = try Pseudoterminal.shell()
    let script = "#!/bin/sh\necho $$ > ~/number\n\(Self.command)\n"
    try Data(script.utf8).write(to: terminal.home.appending(path: "b"))
    return terminal
  }

  private func number(of terminal: Pseudoterminal) throws -> pid_t {
    let file = terminal.home.appending(path: "number")
    let text = try String(contentsOf: file, encoding: .utf8)
    return try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  @Test func `a line stops in the background, and goes on in the foreground`() throws {
    let terminal = try shell()
    try terminal.send("sh ~/b\r")
    try terminal.waitForPrompt()
    try terminal.send("emit e\u{1a}")
    try terminal.wait { $0.text.contains("Stopped") && $0.cursorLine == "$ |" }
    try terminal.send("bg; wait; echo stopped again\r")
    try terminal.wait { $0.text.contains("\nstopped again\n") && $0.cursorLine == "$ |" }
    try terminal.send("fg\r")
    try terminal.wait(forLine: "busctl> emit e")
    try terminal.send("\u{1b}[200~\n{\n}\u{1b}[201~")
    try terminal.wait { $0.cursorLine == "}|" }
    #expect(
      terminal.transcript.components(separatedBy: "fg\r").last?.contains("\u{1b}[?2004h") == true
    )
    try terminal.send("\u{15}emit e\r")
    try terminal.wait { $0.text.contains("#1 e {}") }
    try terminal.waitForPrompt()
    try terminal.send("\u{4}")
    try terminal.wait { $0.cursorLine == "$ |" }
  }

  @Test func `a program started in the background shows its prompt in the foreground`() throws {
    let terminal = try shell()
    try terminal.send("sh ~/b & wait; echo waits\r")
    try terminal.wait { $0.text.contains("\nwaits\n") && $0.cursorLine == "$ |" }
    #expect(!terminal.screen.text.contains("events>"))
    try terminal.send("fg\r")
    try terminal.waitForPrompt()
    try terminal.send("emit e\u{1b}[HX\u{7f}\r")
    try terminal.wait { $0.text.contains("#1 e {}") }
  }

  @Test func `an emission ends in the background, and the prompt waits for the foreground`() throws
  {
    let terminal = try shell()
    try terminal.send("sh ~/b\r")
    try terminal.waitForPrompt()
    try terminal.run("subscribe e sleep 300ms")
    try terminal.send("emit e\r")
    try terminal.wait { $0.text.contains("emit e\n") }
    try terminal.send("\u{1a}")
    try terminal.wait { $0.text.contains("Stopped") && $0.cursorLine == "$ |" }
    try terminal.send("bg; wait; echo ended\r")
    try terminal.wait {
      $0.text.contains("1 handler: 1 completed") && $0.text.contains("\nended\n")
    }
    #expect(!terminal.screen.text.contains("sleep 300ms in "))
    try terminal.send("fg\r")
    try terminal.wait { $0.cursorLine == "busctl> |" }
  }

  @Test func `stops from outside and continues leave the shell alone until fg`() throws {
    let terminal = try shell()
    try terminal.send("sh ~/b\r")
    try terminal.waitForPrompt()
    try terminal.send("emit e")
    try terminal.wait(forLine: "busctl> emit e")
    let program = try number(of: terminal)
    kill(program, SIGTSTP)
    try terminal.wait { $0.text.contains("Stopped") && $0.cursorLine == "$ |" }
    try terminal.send("echo undis")
    try terminal.wait { $0.cursorLine == "$ echo undis|" }
    let before = terminal.transcript.utf8.count
    for _ in 1...3 {
      kill(program, SIGCONT)
      // It asks for the terminal, which stops it again.
      try waitUntilStopped(program)
      kill(program, SIGTSTP)
    }
    try terminal.send("turbed\r")
    try terminal.wait { $0.text.contains("\nundisturbed\n") && $0.cursorLine == "$ |" }
    let shown = terminal.transcript.utf8.dropFirst(before)
    #expect(String(decoding: shown, as: UTF8.self).hasPrefix("turbed\r\n"))
    #expect(!String(decoding: shown, as: UTF8.self).contains("events>"))
    try terminal.send("fg\r")
    try terminal.wait(forLine: "busctl> emit e")
    try terminal.send("f\r")
    try terminal.wait { $0.text.contains("#1 ef {}") }
  }

  /// Waits until a program that was continued has been stopped again.
  private func waitUntilStopped(_ program: pid_t) throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline {
      let status = try String(contentsOfFile: "/proc/\(program)/status", encoding: .utf8)
      if status.contains(/State:\s+T/) { return }
    }
    Issue.record("the program was not stopped")
  }

  @Test func `a program that was stopped from outside still edits`() throws {
    let terminal = try shell()
    try terminal.send("sh ~/b\r")
    try terminal.waitForPrompt()
    try terminal.send("abc")
    try terminal.wait(forLine: "busctl> abc")
    kill(try number(of: terminal), SIGTSTP)
    try terminal.wait { $0.text.contains("Stopped") && $0.cursorLine == "$ |" }
    try terminal.send("fg\r")
    try terminal.wait(forLine: "busctl> abc")
    try terminal.send("def\u{1b}[HX")
    try terminal.wait(forLine: "busctl> X|abcdef")
  }
}
