import Foundation
import TestSupport
import Testing

/// The option `--safe` of the program.
@Suite(.serialized)
struct SafeProgramTests {
  @Test func `the script that -f names is read, and its commands are refused`() throws {
    try withTemporaryDirectory { directory in
      let script = directory.appending(path: "script.bus")
      try Data("emit e\nexport jsonl out\n".utf8).write(to: script)
      let program = try Program(["--safe", "-f", "script.bus"], in: directory)
      #expect(program.output == "#1 e {}\nnobody listens\n")
      #expect(
        program.errors == """
          busctl: script.bus:2:1: error: --safe refuses 'export', which reaches outside the process
          hint: 'help safe' lists what it refuses

          """
      )
      #expect(program.status == 1)
      let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      #expect(names == ["script.bus"])
    }
  }

  @Test(arguments: [false, true])
  func `a prompt leaves what its user has at home alone`(isSafe: Bool) throws {
    try withTemporaryDirectory { home in try useLessonAndHistory(isSafe, in: home) }
  }

  private func useLessonAndHistory(_ isSafe: Bool, in home: URL) throws {
    let state = home.appending(path: ".local/state/busctl")
    try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
    try Data("emit earlier\n".utf8).write(to: state.appending(path: "history"))
    try Data("isolation\n".utf8).write(to: state.appending(path: "lessons"))
    try Data("bind -s ^T bound\n".utf8).write(to: home.appending(path: ".editrc"))
    let before = try contents(of: home)

    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      isSafe ? ["--safe"] : [],
      environment: ["HOME": home.path, "EDITRC": home.appending(path: ".editrc").path]
    )
    try terminal.waitForPrompt()
    // Ctrl-T, a new line, and Up.
    try terminal.send("\u{14}")
    if !isSafe { try terminal.wait { $0.cursorLine.hasSuffix("> bound|") } }
    try terminal.send("\u{15}\u{1b}[A")
    if !isSafe { try terminal.wait { $0.cursorLine.hasSuffix("> emit earlier|") } }
    try terminal.send("\r")
    for command in ["learn 1", "emit order.paid", "check"] {
      try terminal.wait { $0.cursorLine.hasSuffix("> |") }
      try terminal.send(command + "\r")
    }
    try terminal.wait { $0.text.contains("done: ") && $0.cursorLine.hasSuffix("> |") }
    try terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == 0)

    // A prompt without the option shows that each file would have been used.
    #expect(terminal.transcript.contains("earlier") == !isSafe)
    #expect(terminal.transcript.contains("bound") == !isSafe)
    #expect(try (contents(of: home) == before) == isSafe)
  }

  /// The files below a directory, with what is in them.
  private func contents(of directory: URL) throws -> [String: Data] {
    let paths = FileManager.default.enumerator(atPath: directory.path)?.compactMap { $0 as? String }
    return try (paths ?? []).reduce(into: [:]) { contents, path in
      let url = directory.appending(path: path)
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
      contents[path] = isDirectory.boolValue ? Data() : try Data(contentsOf: url)
    }
  }
}
