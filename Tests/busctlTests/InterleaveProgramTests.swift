import Foundation
import TestSupport
import Testing

/// The program with `interleave`, which runs a script in many orders.
struct InterleaveProgramTests {
  /// Two emissions that wake at the same time, in an order that is not defined.
  private static let race = """
    subscribe a sleep 1s
    subscribe b sleep 1s
    subscribe b relay b
    emit a &
    emit b &
    wait

    """

  /// Runs a function with a directory that has one script, and with the name of the script.
  private func withDirectory(of script: String, _ body: (URL, String) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let name = "who's first.bus"
      try script.write(to: directory.appending(path: name), atomically: false, encoding: .utf8)
      try body(directory, name)
    }
  }

  @Test(arguments: [
    (["--empty", "--max-depth", "5"], "expect count 1\n"),
    (["--empty", "--bail"], "expect ran relay in b\nexpect count 3\n"),
    (["--strict", "--empty"], "subscribe e fail\nemit e\n"),
  ])
  func `the command in the hint shows the failure`(options: [String], rest: String) throws {
    try withDirectory(of: Self.race + rest) { directory, name in
      let all = try Program(options + ["interleave", "50", name], in: directory)
      #expect(all.status == 1)
      let hint = all.errors.firstMatch(of: /hint: this shows one: (busctl .*)\n/)?.output.1
      let command = try #require(hint, "\(all.errors)")
      let one = try Program(shell: "cd '\(directory.path)' && \(command)")
      #expect(one.status == (options.contains("--strict") ? 4 : 1))
      let failure = try #require(all.output.firstMatch(of: /failed .* seed \d+ +(.*)\n/)?.output.1)
      if let first = one.errors.split(separator: "\n").first {
        #expect(first == failure)
      } else {
        #expect(failure == "a handler failed or an emission was refused: exit status 4")
      }
    }
  }

  @Test func `a script from standard input is run as often as any other`() throws {
    let program = try Program(
      ["--empty", "interleave", "20", "-"],
      input: (Self.race + "expect count 1\n").utf8
    )
    #expect(program.output.hasPrefix("all 2 orders tried\n"))
    #expect(program.output.contains(/busctl: <stdin>:7:1: error: expected count 1, found/))
  }

  @Test func `no run writes a file`() throws {
    try withDirectory(of: "emit e\nexport mermaid e.mmd\n") { directory, name in
      let program = try Program(["interleave", "3", name], in: directory)
      #expect(program.errors.isEmpty && program.status == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == [name])
    }
  }
}
