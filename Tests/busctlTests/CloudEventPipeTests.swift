import BusLanguage
import Foundation
import Testing

/// Two processes and a pipe between them: what one emits, the other emits again.
struct CloudEventPipeTests {
  private static let invite = #"emit invite.accepted {"user_id": 7, "group_id": 42}"#
  private static let group = #"emit group.updated {"group_id": 42}"#

  @Test func `the other process shows the same trees, each time`() throws {
    let emitted = "-c '\(Self.invite)' -c 'emit user.created {\"user_id\": 9}' -c 'emit nobody'"
    let line =
      "busctl --format cloudevents \(emitted) | grep -v causationid | busctl --input cloudevents"
    let direct = try Program(shell: "busctl \(emitted)")
    for _ in 1...2 {
      let piped = try Program(shell: line)
      #expect(piped.output == direct.output)
      #expect(piped.errors.isEmpty && piped.status == 0)
    }
    #expect(
      direct.output == """
        #1 invite.accepted {"group_id":42,"user_id":7}
        ├─ notify      completed  notification n1 for user 7
        ├─ join-group  completed  user 7 joined group 42
        │  └─ #2 group.updated {"group_id":42}
        │     └─ announce  completed  message m1 in group 42
        ├─ track       completed  invite.accepted: 1
        └─ webhook     failed     simulated partner: 503 Service Unavailable
        4 handlers: 3 completed, 1 failed
        #3 user.created {"user_id":9}
        └─ announce  completed  message m2 to user 9
        1 handler: 1 completed
        #4 nobody {}
        nobody listens

        """
    )
  }

  @Test func `nested emissions cross, too, before the outer one`() throws {
    let piped = try Program(
      shell: "busctl --format cloudevents -c '\(Self.invite)' | busctl --input cloudevents"
    )
    let direct = try Program(shell: "busctl -c '\(Self.group)' -c '\(Self.invite)'")
    #expect(piped.output == direct.output)
  }

  @Test func `only events are on standard output, and answers on standard error`() throws {
    let program = try Program([
      "--format", "cloudevents", "--clock", "virtual", "--empty", "--source", "/shop",
      "-c", "subscribe a print x", "-c", "plan a", "-c", "emti", "-c", "emit a", "-c", "trace",
    ])
    #expect(
      program.output == """
        {"specversion":"1.0","id":"virtual.1","source":"/shop","type":"a",\
        "datacontenttype":"application/json","data":{}}

        """
    )
    #expect(
      program.errors == """
        a: 1 handler, one after another
          1  print x  subscription 1
        busctl: -c:3:1: error: unknown command 'emti'
        hint: did you mean 'emit'?
        #1 a {}
        └─ print x  completed  x
        1 handler: 1 completed

        """
    )
    #expect(program.status == 1)
  }

  @Test func `a line is an event and never a command`() throws {
    try withFile { path in
      let name = #"a\nexport jsonl \#(path) 1\nemit b"#
      let event = #"{"specversion":"1.0","id":"1","source":"/s","type":"\#(name)"}"#
      let program = try Program(
        ["--input", "cloudevents"],
        input: "\(event)\nexport jsonl \(path) 1\n".utf8
      )
      #expect(program.output == "#1 \"\(name)\" {}\nnobody listens\n")
      #expect(
        program.errors
          == "busctl: <stdin>:2:1: error: expected a JSON object, found 'export'\n"
      )
      #expect(program.status == 1)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  private func withFile(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test func `a script may stand before the events`() throws {
    let program = try Program(
      shell: """
        echo 'subscribe e print x' >"$HOME/setup.bus"
        echo '{"specversion":"1.0","id":"1","source":"/s","type":"e"}' |
          busctl --empty --quiet -f "$HOME/setup.bus" --input cloudevents --strict
        """
    )
    #expect(program.output == "" && program.errors == "" && program.status == 0)
  }

  @Test func `standard input has no recording beside the events`() throws {
    let program = try Program(["--input", "cloudevents", "-c", "open -"])
    #expect(
      program.errors
        == "busctl: -c:1:6: error: expected a file, found '-', which has the events\n"
    )
  }

  @Test func `at a terminal it says what it expects`() throws {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--input", "cloudevents"]
    )
    #expect(try terminal.waitForExit() == 64)
    #expect(
      terminal.transcript.contains("error: expected events from a pipe or a file, found a terminal")
    )
  }
}
