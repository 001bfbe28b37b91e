import BusShell
import Foundation
import TestSupport
import Testing

/// Lessons at a terminal.
@Suite(.serialized)
struct LessonProgramTests {
  private func busctl(_ arguments: [String] = [], state: String? = nil) throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--no-history"] + arguments,
      environment: state.map { ["XDG_STATE_HOME": $0] } ?? [:],
      rows: 60,
      patience: .seconds(60)
    )
    try terminal.waitForPrompt()
    return terminal
  }

  /// Types a command on an empty screen, and waits until it is answered.
  private func type(_ command: String, at terminal: Pseudoterminal) throws {
    // Ctrl-L, so that the screen shows nothing but the answer to this command.
    try terminal.send("\u{c}")
    try terminal.wait { $0.row == 0 && $0.cursorLine.hasSuffix("> |") }
    try terminal.send(command + "\r")
    try terminal.wait { $0.row > 0 && $0.cursorLine.hasSuffix("> |") }
  }

  @Test func `every lesson is done with its solution, and remembered`() throws {
    let terminal = try busctl()
    for (index, lesson) in LessonTable.entries.enumerated() {
      // 'skip' starts the next lesson, as 'learn N' does.
      try type(
        index == 0 ? "learn 1" : index % 2 == 0 ? "learn \(index + 1)" : "skip",
        at: terminal
      )
      #expect(terminal.screen.text.contains("lesson \(index + 1): \(lesson.title)"))
      try type("check", at: terminal)
      #expect(terminal.screen.text.contains("not yet: "))
      #expect(!terminal.screen.text.contains("error"))
      for command in lesson.solution.map(\.text) { try type(command, at: terminal) }
      try type("check", at: terminal)
      #expect(terminal.screen.text.contains("done: \(lesson.title)"), "\(terminal.screen.text)")
    }
    try type("learn --list", at: terminal)
    #expect(terminal.screen.text.matches(of: /(?m)^\d+ +done/).count == LessonTable.entries.count)
    let file = terminal.home.appending(path: ".local/state/busctl/lessons")
    let ids = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(
      String.init
    )
    #expect(ids == LessonTable.entries.map(\.id).sorted())
  }

  @Test func `hints come one after another, and again starts over with the first`() throws {
    let terminal = try busctl()
    try type("learn 3", at: terminal)
    try type("hint", at: terminal)
    let first = terminal.screen.lines[1]
    try type("hint", at: terminal)
    let second = terminal.screen.lines[1]
    #expect(first != second)
    try type("subscribe order.paid count", at: terminal)
    try type("again", at: terminal)
    #expect(terminal.screen.text.contains("lesson 3: Duplicates"))
    try type("handlers", at: terminal)
    #expect(terminal.screen.text.contains("1  track"))
    #expect(!terminal.screen.text.contains("count"))
    try type("hint", at: terminal)
    #expect(terminal.screen.lines[1] == first)
  }

  @Test func `a lesson is done even if progress cannot be kept, with a warning`() throws {
    // A device has no directories below it, not even for root.
    let terminal = try busctl(state: "/dev/null/state")
    try type("learn 1", at: terminal)
    try type("emit order.paid", at: terminal)
    #expect(terminal.screen.text.contains("done: Emitting to nobody"))
    #expect(
      terminal.screen.text.contains(
        "busctl: warning: cannot write '/dev/null/state/busctl/lessons': not a directory"
      )
    )
    try terminal.send("quit\r")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test func `off a terminal progress is neither read nor written`() throws {
    try withTemporaryDirectory { directory in
      let state = directory.appending(path: "busctl")
      try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
      let file = state.appending(path: "lessons")
      try Data("Subscribing, and order\n".utf8).write(to: file)
      let command = "XDG_STATE_HOME='\(directory.path)' busctl"
      for input in [
        "printf 'learn 1\\nemit order.paid\\ncheck\\nlearn --list\\n' | \(command)",
        "\(command) -c 'learn 1' -c 'emit order.paid' -c check -c 'learn --list'",
      ] {
        let program = try Program(shell: input)
        #expect(program.output.contains("done: Emitting to nobody\n"))
        #expect(program.output.contains("\n1   done  nobody         Emitting to nobody\n"))
        #expect(program.output.contains("\n2         order          Subscribing, and order\n"))
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == "Subscribing, and order\n")
    }
  }
}
