import Foundation
import Glibc
import Testing

/// The history of prompts across sessions.
@Suite(.serialized)
struct HistoryFileTests {
  private let directory = FileManager.default.temporaryDirectory
    .appending(path: "busctl-history-\(UUID().uuidString)", directoryHint: .isDirectory)

  private func prompt(
    _ variables: [String: String],
    _ arguments: [String] = []
  ) throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--empty"] + arguments,
      environment: variables
    )
    return terminal
  }

  /// Types commands, each once the prompt is there, and leaves.
  private func session(_ terminal: Pseudoterminal, _ lines: String...) throws {
    for line in lines {
      try terminal.wait { $0.cursorLine.hasSuffix("> |") }
      try terminal.send(line + "\r")
      try terminal.read(until: "\r\n")
    }
    try terminal.waitForPrompt()
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == 0)
  }

  private func text(of path: String) throws -> String {
    try String(contentsOf: directory.appending(path: path), encoding: .utf8)
  }

  @Test func `commands come back in the next session, several lines as one entry`() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    let variables = ["XDG_STATE_HOME": directory.path]
    try session(prompt(variables), "emit e {", "\"a\": 1}", "nonsense", " emit secret", "handlers")
    #expect(
      try text(of: "busctl/history") == "emit e {\\n\"a\": 1}\nnonsense\nhandlers\n"
    )
    let file = directory.appending(path: "busctl/history").path
    #expect(try permissions(of: file) == 0o600)
    #expect(try permissions(of: directory.appending(path: "busctl").path) == 0o700)

    let terminal = try prompt(variables)
    try terminal.waitForPrompt()
    try terminal.send("\u{1b}[A\u{1b}[A\u{1b}[A\r")
    try terminal.read(until: "#1 e {\"a\":1}")
    try terminal.waitForPrompt()
    try terminal.send("history\r")
    try terminal.read(until: "2  nonsense\r\n3  handlers\r\n4  emit e {\r\n   \"a\": 1}\r\n")
  }

  @Test func `answers are no commands, and a payload that is given up is an entry of its own`()
    throws
  {
    defer { try? FileManager.default.removeItem(at: directory) }
    try session(
      prompt(["XDG_STATE_HOME": directory.path]),
      "subscribe e print",
      "step on",
      "emit e",
      "next",
      "handlers e",
      "emit e {",
      "emit f"
    )
    #expect(
      try text(of: "busctl/history")
        == "subscribe e print\nstep on\nemit e\nhandlers e\nemit e {\nemit f\n"
    )
  }

  private func permissions(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `two prompts at once lose nothing`() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    let variables = ["BUSCTL_HISTORY": directory.appending(path: "deep/history").path]
    let terminals = try [prompt(variables), prompt(variables)]
    for round in 1...5 {
      for (index, terminal) in terminals.enumerated() {
        try terminal.waitForPrompt()
        try terminal.send("emit e\(index)\(round)\r")
        try terminal.read(until: "#\(round) e\(index)\(round)")
      }
    }
    for terminal in terminals {
      try terminal.send("quit\r")
      try terminal.waitForExit()
    }
    let lines = try text(of: "deep/history").split(separator: "\n")
    #expect(lines.count == 12)
    for index in terminals.indices {
      let own = lines.filter { $0.hasPrefix("emit e\(index)") }
      #expect(own == (1...5).map { "emit e\(index)\($0)" })
    }
  }

  @Test func `a history that is a directory is a warning that says so`() throws {
    let terminal = try prompt(["BUSCTL_HISTORY": "/proc"])
    try session(terminal, "emit a")
    #expect(
      terminal.transcript.contains("warning: cannot keep the history in '/proc': is a directory")
    )
  }

  @Test func `a history that cannot be written is one warning, and commands still work`() throws {
    let terminal = try prompt(["BUSCTL_HISTORY": "/proc/history"])
    try session(terminal, "emit a", "emit b")
    let warning = "warning: cannot keep the history in '/proc/history': "
    #expect(terminal.transcript.components(separatedBy: warning).count == 2)
    #expect(terminal.transcript.contains("#2 b {}"))
  }

  @Test(arguments: [["--no-history"], []])
  func `the history can be turned off`(arguments: [String]) throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let path = arguments.isEmpty ? "" : directory.appending(path: "history").path
    let terminal = try prompt(["BUSCTL_HISTORY": path], arguments)
    try session(terminal, "emit a")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    let state = terminal.home.appending(path: ".local")
    #expect(!FileManager.default.fileExists(atPath: state.path))
  }

  @Test func `a file that has grown long is cut, and one that was cut off is mended`() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let file = directory.appending(path: "history")
    let old = (1...20_001).map { "emit e\($0)\n" }.joined() + "emit cut"
    try Data(old.utf8).write(to: file)
    try session(prompt(["BUSCTL_HISTORY": file.path]), "emit new")
    let lines = try text(of: "history").split(separator: "\n")
    #expect(lines.count == 10_000)
    #expect(lines.first == "emit e10004")
    #expect(lines.suffix(2) == ["emit cut", "emit new"])
  }

  @Test func `a long file is cut when a prompt ends, and other prompts lose nothing`() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let file = directory.appending(path: "history")
    let old = (1...20_001).map { "emit e\($0)\n" }.joined()
    try Data(old.utf8).write(to: file)
    let variables = ["BUSCTL_HISTORY": file.path]
    let (first, second) = try (prompt(variables), prompt(variables))
    try second.waitForPrompt()
    try first.waitForPrompt()
    try first.send("emit a\r")
    try first.wait { $0.text.contains("#1 a {}") }
    try first.waitForPrompt()
    #expect(try text(of: "history") == old + "emit a\n")

    try session(second, "emit b")
    let lines = try text(of: "history").split(separator: "\n")
    #expect(lines.count == 10_000)
    #expect(lines.suffix(3) == ["emit e20001", "emit a", "emit b"])

    try session(first, "emit c")
    #expect(try text(of: "history").split(separator: "\n") == lines + ["emit c"])
  }

  @Test func `a long file that is locked stops neither the prompt nor its end`() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let file = directory.appending(path: "history")
    let old = (1...20_001).map { "emit e\($0)\n" }.joined()
    try Data(old.utf8).write(to: file)
    let descriptor = open(file.path, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    flock(descriptor, LOCK_EX)
    let terminal = try prompt(["BUSCTL_HISTORY": file.path])
    try terminal.waitForPrompt()
    try terminal.send("\u{1b}[A")
    try terminal.wait(forLine: "busctl> emit e20001")
    try terminal.send("\u{15}\u{4}")
    #expect(try terminal.waitForExit() == 0)
    #expect(try text(of: "history") == old)
  }

  @Test func `a file that somebody has locked does not stop the prompt`() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let file = directory.appending(path: "history")
    try Data("emit old\n".utf8).write(to: file)
    let descriptor = open(file.path, O_RDWR | O_CLOEXEC)
    flock(descriptor, LOCK_EX)
    let terminal = try prompt(["BUSCTL_HISTORY": file.path])
    try terminal.waitForPrompt()
    for event in ["a", "b"] {
      try terminal.send("emit \(event)\r")
      try terminal.wait { $0.text.contains(" \(event) {}") }
      try terminal.waitForPrompt()
    }
    #expect(try text(of: "history") == "emit old\n")
    close(descriptor)
    try terminal.send("\u{4}")
    try terminal.waitForExit()
    #expect(try text(of: "history") == "emit old\nemit a\nemit b\n")
    #expect(!terminal.transcript.contains("warning"))
  }

  @Test func `a long history stays a link, and works where it cannot be cut`() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let target = directory.appending(path: "target")
    let link = directory.appending(path: "history")
    let old = (1...20_001).map { "emit e\($0)\n" }.joined()
    try Data(old.utf8).write(to: target)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
    // Something is in the way of the new file.
    let obstacle = directory.appending(path: "target.new/x")
    try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: true)
    let terminal = try prompt(["BUSCTL_HISTORY": link.path])
    try terminal.send("\u{1b}[A")
    try terminal.wait { $0.text.contains("emit e20001") }
    try terminal.send("\u{15}\u{4}")
    try terminal.waitForExit()
    #expect(!terminal.transcript.contains("warning"))
    try FileManager.default.removeItem(at: directory.appending(path: "target.new"))
    try session(prompt(["BUSCTL_HISTORY": link.path]), "emit new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target.path)
    #expect(try text(of: "target").split(separator: "\n").count == 10_000)
  }
}
