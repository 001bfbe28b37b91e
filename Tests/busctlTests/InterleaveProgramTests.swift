import Foundation
import Testing

/// A script in many orders, from outside.
struct InterleaveProgramTests {
  /// Two that wake at the same time: which goes first is what the script is about.
  private static let race = """
    subscribe a sleep 1s
    subscribe b sleep 1s
    subscribe b relay b
    emit a &
    emit b &
    wait

    """

  /// Runs in a folder that has one script.
  private func inFolder(with script: String, _ body: (URL, String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let name = "who's first.bus"
    try script.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
    try body(folder, name)
  }

  @Test(arguments: [
    (["--empty", "--max-depth", "5"], "expect count 1\n"),
    (["--empty", "--bail"], "expect ran relay in b\nexpect count 3\n"),
    (["--strict", "--empty"], "subscribe e fail\nemit e\n"),
  ])
  func `the command in the hint shows the failure`(options: [String], rest: String) throws {
    try inFolder(with: Self.race + rest) { folder, name in
      let all = try Program(options + ["interleave", "50", name], in: folder)
      #expect(all.status == 1)
      let hint = all.errors.firstMatch(of: /hint: this shows one: (busctl .*)\n/)?.output.1
      let command = try #require(hint, "\(all.errors)")
      let one = try Program(shell: "cd '\(folder.path)' && \(command)")
      #expect(one.status == (options.contains("--strict") ? 4 : 1))
      let failure = try #require(all.output.firstMatch(of: /failed .* seed \d+ +(.*)\n/)?.output.1)
      if let first = one.errors.split(separator: "\n").first {
        #expect(first == failure)
      } else {
        #expect(failure == "a handler failed: exit status 4")
      }
    }
  }

  @Test func `a script from standard input is run as often as any other`() throws {
    let program = try Program(
      ["--empty", "interleave", "20", "-"],
      input: (Self.race + "expect count 1\n").utf8
    )
    let runs = program.output.matches(of: /(?m)^(\d+) runs? +(?:ok|failed)/).compactMap {
      Int($0.output.1)
    }
    #expect(runs.reduce(0, +) == 20)
    #expect(program.output.contains(/busctl: <stdin>:7:1: error: expected count 1, found/))
  }

  @Test func `no run writes a file`() throws {
    try inFolder(with: "emit e\nexport mermaid e.mmd\n") { folder, name in
      let program = try Program(["interleave", "3", name], in: folder)
      #expect(program.errors.isEmpty && program.status == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
    }
  }
}
