import EventRecording
import Events
import Synchronization
import TestSupport
import Testing

/// Events as they cross processes.
struct CloudEventTests {
  /// A tracer that keeps the events that it would send.
  private final class Sender: EventTracer {
    private let state = Mutex((source: CloudEventSource("/shop", run: "r1"), sent: [CloudEvent]()))

    var sent: [CloudEvent] { state.withLock { $0.sent } }

    func record(_ record: TraceRecord) {
      state.withLock { state in
        if let event = state.source.event(for: record.fact) { state.sent.append(event) }
      }
    }
  }

  private let required = #""specversion":"1.0","id":"1","source":"/s","type":"e""#

  @Test func `an emission that has ended has its event, its cause and its root`() async {
    let sender = Sender()
    let bus = EventBus(tracer: sender)
    bus.subscribe(to: "a", name: "b") { data, context in await context.bus.emit("b", data) }
    bus.subscribe(to: "b", name: "c") { _, context in await context.bus.emit("c") }
    await bus.emit("a", ["id": 7])
    #expect(
      sender.sent.map(\.json) == [
        #"{"specversion":"1.0","id":"r1.3","source":"/shop","type":"c","causationid":"r1.2","correlationid":"r1.1","datacontenttype":"application/json","data":{}}"#,
        #"{"specversion":"1.0","id":"r1.2","source":"/shop","type":"b","causationid":"r1.1","correlationid":"r1.1","datacontenttype":"application/json","data":{"id":7}}"#,
        #"{"specversion":"1.0","id":"r1.1","source":"/shop","type":"a","datacontenttype":"application/json","data":{"id":7}}"#,
      ]
    )
  }

  @Test func `an event is read as it was written`() throws {
    let event = CloudEvent(
      id: "r1.2",
      source: "/shop",
      type: "a\nexport jsonl f 1\nemit b",
      time: "2026-11-26T04:26:27Z",
      causationID: "r1.1",
      correlationID: "r1.0",
      hops: 3,
      data: ["n": 9_007_199_254_740_993, "text": "\u{1b}[2J\n"]
    )
    #expect(!event.json.contains("\n"))
    #expect(try CloudEvent(json: event.json) == event)
  }

  @Test func `data that is missing is empty`() throws {
    #expect(try CloudEvent(json: "{\(required)}").data == [:])
    #expect(try CloudEvent(json: "{\(required),\"data\":null}").data == [:])
  }

  @Test func `unknown attributes are left out`() throws {
    let event = try CloudEvent(json: #"{\#(required),"traceparent":"00-1","dataschema":"x"}"#)
    #expect(event == CloudEvent(id: "1", source: "/s", type: "e"))
  }

  @Test(arguments: [
    (#""id":"1","source":"/s","type":"e""#, "expected the attribute 'specversion'"),
    (#""specversion":"1.0","source":"/s","type":"e""#, "expected the attribute 'id'"),
    (#""specversion":"1.0","id":"1","type":"e""#, "expected the attribute 'source'"),
    (#""specversion":"1.0","id":"1","source":"/s""#, "expected the attribute 'type'"),
    (
      #""specversion":"0.3","id":"1","source":"/s","type":"e""#,
      "expected the specversion 1.0, found \"0.3\""
    ),
    (
      #""specversion":"1.0","id":"","source":"/s","type":"e""#,
      "expected the attribute 'id', found an empty one"
    ),
    (
      #""specversion":"1.0","id":1,"source":"/s","type":"e""#,
      "expected the attribute 'id' as a string, found 1"
    ),
    (
      #""specversion":"1.0","id":"1","source":"/s","type":"e","data":[1]"#,
      "expected the attribute 'data' as a JSON object, found [1]"
    ),
    (
      #""specversion":"1.0","id":"1","source":"/s","type":"e","data":"x""#,
      "expected the attribute 'data' as a JSON object, found \"x\""
    ),
    (
      #""specversion":"1.0","id":"1","source":"/s","type":"e","data_base64":"eA==""#,
      "expected data as a JSON object, found data_base64"
    ),
    (
      #""specversion":"1.0","id":"1","source":"/s","type":"e","hops":-1"#,
      "expected hops of at least 0, found -1"
    ),
    (
      #""specversion":"1.0","id":"1","source":"/s","type":"e","hops":1.5"#,
      "expected the attribute 'hops' as an integer, found 1.5"
    ),
  ])
  func `a line that is no event is an error with its number`(
    attributes: String,
    message: String
  )
    throws
  {
    let reader = CloudEventReader("{\(required)}\n{\(attributes)}\n{\(required)}\n".utf8)
    #expect(try reader.next()?.id == "1")
    let error = #expect(throws: RecordingError.self) { try reader.next() }
    #expect(error?.description == "line 2: \(message)")
    #expect(try reader.next()?.id == "1")
    #expect(try reader.next() == nil)
  }

  @Test func `blank lines are left out, and counted`() throws {
    let reader = CloudEventReader("\n \t\r\n{\(required)}\r\n\nx\n".utf8)
    #expect(try reader.next()?.id == "1")
    let error = #expect(throws: RecordingError.self) { try reader.next() }
    #expect(error?.line == 5)
    #expect(try reader.next() == nil)
  }

  @Test func `text that is no JSON is an error with its place`() {
    let reader = CloudEventReader("emit e\n".utf8)
    let error = #expect(throws: RecordingError.self) { try reader.next() }
    #expect(
      error?.description == "line 1, column 1: expected a JSON object, found 'emit'"
    )
  }
}
