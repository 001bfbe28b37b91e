import BusLanguage
import BusShell
import Foundation
import TestSupport
import Testing

/// `say`, and `source --pause`.
struct DemonstrationTests {
  @Test func `a text is printed, wrapped and harmless`() async {
    let printed = await ShellTest().columns(20).script(
      "say Now somebody accepts an invite.\nsay\nsay \"a\\u{1b}b\""
        .replacing("\\u{1b}", with: "\u{1b}")
    ).run().transcript
    #expect(printed.hasPrefix("Now somebody accepts\nan invite.\n\na"))
    #expect(!printed.contains("\u{1b}"))
  }

  @Test func `in JSON Lines a text is a record of its own`() async {
    let printed = await transcript("say hello there") { $0.format = .jsonl }
    #expect(printed.hasPrefix(#"{"kind":"said","text":"hello there"}"#))
  }

  private static let script = """
    # A comment.
    say one

    emit a {
    "n": 1
    }
    say two

    """

  private func typed(_ lines: [String?]) async throws -> String {
    var printed = ""
    try await withTemporaryDirectory { directory in
      try Self.script.write(
        to: directory.appending(path: "demo.bus"),
        atomically: false,
        encoding: .utf8
      )
      printed = await ShellTest().scripts(in: directory).options { $0.isEmpty = true }.typed(lines)
        .run().output
    }
    return printed
  }

  @Test func `each line waits for Enter, and the lines that follow are commands again`()
    async throws
  {
    let printed = try await typed(["source --pause demo.bus", "", "", "", "", "", "say three"])
    #expect(printed.contains("one\n#1 a {\"n\":1}\nnobody listens\ntwo\nthree\n"), "\(printed)")
  }

  @Test(arguments: [nil, "\u{4}"])
  func `Ctrl-C or Ctrl-D ends the script, and nothing else`(key: String?) async throws {
    let printed = try await typed(["source --pause demo.bus", "", key, "say three"])
    #expect(printed.hasPrefix("one\nthree\n"), "\(printed)")
  }

  @Test func `without a prompt the lines are printed, and nothing waits`() async throws {
    try await withTemporaryDirectory { directory in
      try Self.script.write(
        to: directory.appending(path: "demo.bus"),
        atomically: false,
        encoding: .utf8
      )
      let printed = await ShellTest().scripts(in: directory).options { $0.isEmpty = true }
        .script("source demo.bus --pause\nsay three").run().transcript
      #expect(
        printed == """
          say one
          one
          emit a {
          "n": 1
          }
          #1 a {"n":1}
          nobody listens
          say two
          two
          three
          exit status 0

          """
      )
    }
  }
}
