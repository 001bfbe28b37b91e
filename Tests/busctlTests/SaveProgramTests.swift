import Foundation
import TestSupport
import Testing

/// The files of the command `save`.
struct SaveProgramTests {
  private let session = """
    subscribe order.paid print thanks
    subscribe order.paid fail out of paper
    emit order.paid {
      "order": 12
    }
    emit invite.accepted {"user_id": 7, "group_id": 42}

    """

  @Test func `a saved session passes when it is run, with the same trace`() throws {
    try withTemporaryDirectory { directory in
      let first = try Program([], input: (session + "save s.bus --expect\n").utf8, in: directory)
      #expect(first.status == 0 && first.errors.isEmpty)
      let second = try Program(["--strict", "-f", "s.bus"], in: directory)
      // With --strict the status tells of the failing handlers, and of nothing else.
      #expect(second.status == 4 && second.errors.isEmpty)
      #expect(second.output == first.output)
    }
  }

  @Test func `a file that exists is replaced only by force`() throws {
    try withTemporaryDirectory { directory in
      let file = directory.appending(path: "s.bus")
      try Data("mine\n".utf8).write(to: file)
      let refused = try Program(["-c", "save s.bus"], in: directory)
      #expect(
        refused.errors == """
          busctl: -c:1:6: error: cannot write 's.bus': file exists
          hint: --force replaces it

          """
      )
      #expect(refused.status == 1)
      #expect(try String(contentsOf: file, encoding: .utf8) == "mine\n")
      let forced = try Program(["-c", "emit e", "-c", "save s.bus --force"], in: directory)
      #expect(forced.status == 0)
      #expect(
        try String(contentsOf: file, encoding: .utf8)
          == "# Saved by busctl; run it with: busctl -f FILE\nemit e\n"
      )
      let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      #expect(names == ["s.bus"])
    }
  }
}
