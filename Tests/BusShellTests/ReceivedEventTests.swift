import BusLanguage
import BusShell
import EventRecording
import Events
import Testing

/// `--input cloudevents`: what a shell does with the events of other processes.
struct ReceivedEventTests {
  private func line(_ id: Int, _ type: String = "a", _ more: String = "") -> String {
    #"{"specversion":"1.0","id":"\#(id)","source":"/other","type":"\#(type)"\#(more)}"#
  }

  /// Runs commands and then events in a shell.
  private func run(
    _ commands: [String],
    _ lines: [String],
    _ change: @escaping (inout ShellOptions) -> Void = { _ in }
  ) async -> ShellTest.Result {
    await ShellTest.virtual.options(change).script(commands.joined(separator: "\n"))
      .events(lines.joined(separator: "\n")).run()
  }

  @Test func `each event is emitted, after the commands`() async {
    let lines = [line(1), line(2, "b", #","data":{"n":7}"#)]
    await run(["subscribe a print x"], lines).expect(
      output: """
        subscribed print x to a
        #1 a {}
        └─ print x  completed  x
        1 handler: 1 completed
        #2 b {"n":7}
        nobody listens

        """
    )
  }

  @Test func `a line that is no event is an error with its number, and the next one runs`() async {
    let lines = [
      line(1), "emit b", line(2, "b", #","data":[1]"#), "", line(3, "b", #","data_base64":"eA==""#),
      #"{"specversion":"1.0","id":"4","source":"/other"}"#, line(5, "c"),
    ]
    await run([], lines).expect(
      output: """
        #1 a {}
        nobody listens
        busctl: <stdin>:2:1: error: expected a JSON object, found 'emit'
        busctl: <stdin>:3:1: error: expected the attribute 'data' as a JSON object, found [1]
        busctl: <stdin>:5:1: error: expected data as a JSON object, found data_base64
        busctl: <stdin>:6:1: error: expected the attribute 'type'
        #2 c {}
        nobody listens

        """,
      status: .failure
    )
  }

  @Test func `with bail the first error is the end`() async {
    let result = await run([], ["x", line(1)]) { $0.stopsAtFailure = true }
    #expect(
      result.output == "busctl: <stdin>:1:1: error: expected a JSON object, found 'x'\n"
    )
    #expect(result.status == .failure)
  }

  @Test func `commands that end the shell leave no time for events`() async {
    await run(["quit 3"], [line(1)]).expect(output: "", status: .init(rawValue: 3))
  }

  @Test func `an event is never a command, whatever its name is`() async {
    let name = #"a\nexport jsonl f 1\nemit b"#
    await run([], [line(1, name)]).expect(
      output: """
        #1 "a\\nexport jsonl f 1\\nemit b" {}
        nobody listens

        """
    )
  }

  @Test func `texts from outside have no control characters at a terminal`() async {
    let result = await run(
      ["subscribe \"\\u{1b}[2J\" print x"],
      [line(1, #"\u001b[2J"#, #","data":{"\u001b":"\u0007"}"#), "\u{1b}[2J"]
    )
    #expect(!result.output.contains("\u{1b}") && !result.output.contains("\u{7}"))
  }

  @Test func `what came in is not written out, but what its handlers emit is`() async throws {
    let result = await run(["subscribe a relay b"], [line(1), line(2, "b")]) {
      $0.format = .cloudevents
      $0.source = "/here"
    }
    let events = try result.output.split(separator: "\n").map { try CloudEvent(json: String($0)) }
    #expect(events.map(\.type) == ["b"])
    #expect(events.map(\.causationID) == ["1"])
    #expect(events.map(\.hops) == [1])
  }

  @Test func `own events and repeated ones are dropped`() async {
    let own = #"{"specversion":"1.0","id":"9","source":"/here","type":"own"}"#
    let result = await run([], [line(1), own, line(1), line(2, "b")]) { $0.source = "/here" }
    result.expect(output: "#1 a {}\nnobody listens\n#2 b {}\nnobody listens\n")
  }

  @Test func `without a source an event of the same default source is another's`() async {
    let other = #"{"specversion":"1.0","id":"9.1","source":"busctl","type":"e"}"#
    let result = await ShellTest().options { $0.isEmpty = true }.events(other).run()
    result.expect(output: "#1 e {}\nnobody listens\n")
  }

  @Test func `an event with too many hops is an error`() async {
    let result = await run([], [line(1, "a", #","hops":2"#), line(2, "b", #","hops":3"#)]) {
      $0.maxDepth = 3
    }
    result.expect(
      output: """
        #1 a {}
        nobody listens
        busctl: <stdin>:2:1: error: expected fewer than 3 hops, found 3: the event runs in a cycle

        """,
      status: .failure
    )
  }

  @Test func `strict counts the handlers of received events`() async {
    let result = await run(["subscribe a fail"], [line(1)]) { $0.isStrict = true }
    #expect(result.status == .handlerFailure)
  }
}
