import Foundation
import TestSupport
import Testing

/// One script with predictions and expectations, run in many orders, shown and exported.
struct ScriptWorkflowTests {
  private static let script = """
    # The service that accepts an invite does not know its subscribers.
    reset --empty
    subscribe invite.accepted notify
    subscribe invite.accepted sleep 1s
    subscribe invite.accepted relay group.updated
    subscribe group.updated sleep 1s
    subscribe group.updated announce
    subscribe order.paid sleep 1s
    subscribe order.paid fail out of paper
    emit order.paid &
    predict notify sleep relay sleep announce : emit invite.accepted {"user_id": 7, "group_id": 42}
    expect ran notify relay
    expect completed announce in group.updated
    predict emit nobody.cares

    wait
    trace --list
    export mermaid picture.mmd 1
    export chrome picture.json 1
    export jsonl picture.jsonl 1

    """

  @Test func `one script is predicted, checked, tried in a hundred orders and exported`() throws {
    try withTemporaryDirectory { directory in
      try Self.script.write(
        to: directory.appending(path: "class.bus"),
        atomically: false,
        encoding: .utf8
      )

      let tried = try Program(["interleave", "100", "class.bus"], in: directory)
      #expect(
        tried.output.hasPrefix("all 2 orders tried\n2 orders  completed  seed "),
        "\(tried.output)"
      )
      #expect(tried.errors.isEmpty && tried.status == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["class.bus"])

      let shown = try Program(["--clock", "virtual", "-f", "class.bus"], in: directory)
      #expect(shown.errors.isEmpty && shown.status == 0)
      #expect(shown.output.contains(/\n=  announce +\| announce\n/))
      #expect(shown.output.contains("as predicted, nobody starts\n"))
      let text = { (name: String) in
        try String(contentsOf: directory.appending(path: name), encoding: .utf8)
      }
      #expect(try text("picture.mmd").hasPrefix("sequenceDiagram\n"))
      let trace = try JSONSerialization.jsonObject(with: Data(try text("picture.json").utf8))
      #expect((trace as? [String: Any])?["traceEvents"] != nil)
      let records = try text("picture.jsonl").split(separator: "\n")
      #expect(records.count { $0.contains("\"kind\":\"emission.started\"") } == 3)
    }
  }
}
