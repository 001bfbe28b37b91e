import BusLanguage
import Foundation
import TestSupport
import Testing

/// Scripts that scripts run.
struct SourcedScriptTests {
  /// Runs a script with others in its folder.
  private func run(
    _ script: String,
    with files: [String: String],
    _ change: (inout ShellOptions) -> Void = { _ in }
  ) async throws -> (output: String, status: Int) {
    var result: ShellTest.Result?
    try await withTemporaryDirectory { directory in
      for (path, text) in files {
        let file = directory.appending(path: path)
        let folder = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      result = await ShellTest().options { $0.isEmpty = true }.options(change)
        .scripts(in: directory).script(script).run()
    }
    let ended = try #require(result)
    return (ended.output, ended.status.rawValue)
  }

  @Test func `quit in a sourced script ends that script only`() async throws {
    let result = try await run(
      "source a.bus\nemit after",
      with: ["a.bus": "source b.bus\nemit in.a\nquit\nemit never", "b.bus": "quit 0\nemit never"]
    )
    #expect(
      result.output == "#1 in.a {}\nnobody listens\n#2 after {}\nnobody listens\n"
    )
    #expect(result.status == 0)
  }

  @Test func `a sourced script that quits with a status is a command that has failed`() async throws
  {
    let result = try await run("source a.bus\nemit after", with: ["a.bus": "quit 7\nemit never"])
    #expect(
      result.output
        == "busctl: test.bus:1:8: error: the script has quit with status 7\n#1 after {}\n"
        + "nobody listens\n"
    )
    #expect(result.status == 1)
    let stopped = try await run("source a.bus\nemit after", with: ["a.bus": "quit 7"]) {
      $0.stopsAtFailure = true
    }
    #expect(!stopped.output.contains("after") && stopped.status == 1)
  }

  @Test func `quit in a sourced script does not hide a failure before or after it`() async throws {
    let result = try await run("learn 2\nsource a.bus\ncheck", with: ["a.bus": "quit 0"])
    #expect(result.output.contains("\nnot yet: ") && result.status == 1)
    let before = try await run("nonsense\nsource a.bus", with: ["a.bus": "quit 0"])
    #expect(before.status == 1)
    let inside = try await run("source a.bus", with: ["a.bus": "nonsense\nquit 0"])
    #expect(inside.status == 1)
  }

  @Test func `quit outside of sourced scripts leaves, as before`() async throws {
    let result = try await run("source a.bus\nquit 3\nemit never", with: ["a.bus": "quit 7"])
    #expect(!result.output.contains("never") && result.status == 3)
  }

  @Test func `a path is relative to the script that sources it`() async throws {
    let files = [
      "lib/a.bus": "source b.bus\nsource deep/c.bus\nsource ../top.bus",
      "lib/b.bus": "emit from.b", "lib/deep/c.bus": "source ./d.bus",
      "lib/deep/d.bus": "emit from.d",
      "top.bus": "emit from.top", "b.bus": "emit wrong",
    ]
    let result = try await run("source lib/a.bus\nsource b.bus", with: files) { $0.isQuiet = false }
    let events = result.output.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(events == ["#1 from.b {}", "#2 from.d {}", "#3 from.top {}", "#4 wrong {}"])
    #expect(result.status == 0)
  }

  @Test func `an error names the path that was looked for`() async throws {
    let result = try await run("source lib/a.bus", with: ["lib/a.bus": "source missing.bus"])
    #expect(
      result.output == """
        busctl: lib/a.bus:1:8 (from test.bus:1): error: cannot read 'lib/missing.bus': no such file \
        or directory

        """
    )
  }

  @Test func `a script in many orders is found in the same way`() async throws {
    let files = [
      "lib/a.bus": "interleave 2 b.bus", "lib/b.bus": "source c.bus", "lib/c.bus": "quit 4",
    ]
    let result = try await run("source lib/a.bus", with: files)
    #expect(result.output.contains("the only order tried\n1 order  failed  seed 1"))
    #expect(result.output.contains("--empty -f lib/b.bus"))
  }

  @Test(arguments: [
    ("a/b.bus", "c.bus", "a/c.bus"), ("a/b.bus", "/c.bus", "/c.bus"), ("a/b.bus", "~/c", "~/c"),
    ("a/b.bus", "-", "-"), ("b.bus", "c.bus", "c.bus"), ("/x/b.bus", "../c", "/x/../c"),
    ("<stdin>", "c.bus", "c.bus"), ("-c", "d/c.bus", "d/c.bus"),
  ])
  func `paths from the root, from home and of standard input stay`(
    script: String,
    path: String,
    expected: String
  ) {
    #expect(InputLocation.script(script).resolved(path) == expected)
    #expect(InputLocation.prompt(width: 8).resolved(path) == path)
  }
}
