import Foundation
import TestSupport
import Testing

/// The file of commands that run when a prompt starts.
@Suite(.serialized)
struct StartFileTests {
  /// Runs a closure with a directory in which a program's rc has these lines.
  private func withFile(
    _ lines: String,
    of program: String = "busctl",
    _ body: (URL) throws -> Void
  ) throws {
    try withTemporaryDirectory { home in
      let directory = home.appending(path: "config/\(program)")
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try Data(lines.utf8).write(to: directory.appending(path: "rc"))
      try body(home.appending(path: "config"))
    }
  }

  private func prompt(_ config: URL, _ arguments: [String] = []) throws -> Pseudoterminal {
    try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--empty"] + arguments,
      environment: ["XDG_CONFIG_HOME": config.path],
      columns: 200
    )
  }

  private func leave(_ terminal: Pseudoterminal) throws {
    try terminal.waitForPrompt()
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test func `its commands run before the prompt, and their errors name the line`() throws {
    let lines = "# mine\nsubscribe e print hello\nnonsense\nset timing off\nquit 3\nemit never\n"
    try withFile(lines) { config in
      let terminal = try prompt(config)
      try terminal.read(until: "subscribed print hello to e\r\n")
      try terminal.read(until: "config/busctl/rc:3:1: error: unknown command 'nonsense'\r\n")
      try terminal.waitForPrompt()
      try terminal.send("emit e\r")
      try terminal.read(until: "print hello  completed  hello\r\n")
      try leave(terminal)
      #expect(!terminal.transcript.contains("never"))
    }
  }

  @Test func `pauses that it turns on are at the prompt`() throws {
    try withFile("subscribe e print hello\nstep on\n") { config in
      let terminal = try prompt(config)
      try terminal.waitForPrompt()
      try terminal.send("emit e\r")
      try terminal.wait { $0.cursorLine.hasSuffix("step> |") }
      try terminal.send("s\r")
      try terminal.read(until: "skipped")
      try leave(terminal)
    }
  }

  @Test func `home has it in .config`() throws {
    try withFile("set echo on\nset echo\n") { config in
      let home = config.deletingLastPathComponent()
      try FileManager.default.moveItem(at: config, to: home.appending(path: ".config"))
      let terminal = try Pseudoterminal(
        Pseudoterminal.product("busctl"),
        environment: ["HOME": home.path]
      )
      try terminal.read(until: "echo  on")
      try leave(terminal)
    }
  }

  @Test(arguments: ["--no-rc", "--safe"])
  func `it can be left out, and is with --safe`(option: String) throws {
    try withFile("subscribe e print hello\n") { config in
      let terminal = try prompt(config, [option])
      try leave(terminal)
      #expect(!terminal.transcript.contains("hello"))
    }
  }

  @Test func `a file that cannot be read is a warning`() throws {
    try withTemporaryDirectory { config in
      let directory = config.appending(path: "busctl/rc")
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      let terminal = try prompt(config)
      try terminal.read(until: "warning: cannot read")
      try leave(terminal)
    }
  }

  @Test func `a script does not read it`() throws {
    try withFile("emit started\n") { config in
      let line = "XDG_CONFIG_HOME='\(config.path)' busctl"
      let script = try Program(shell: "echo emit e | \(line)")
      let command = try Program(shell: "\(line) emit e")
      for program in [script, command] { #expect(program.output == "#1 e {}\nnobody listens\n") }
    }
  }
}
