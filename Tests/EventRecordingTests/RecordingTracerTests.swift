import EventRecording
import Events
import Foundation
import Logging
import TestSupport
import Testing

/// The promises of the tracer: what is written, and who can read it.
struct RecordingTracerTests {
  private struct Order: Event {
    static let name: EventName = "order.placed"
    let id: UInt64
    let lines: [Line]
    let card: Card

    struct Line: Codable {
      let article: String
      let price: Double?
    }

    struct Card: Codable {
      let number: String
    }
  }

  private struct Plain: CustomStringConvertible {
    let description = "a \"plain\" value"
  }

  /// The records of what happens on a bus, which is closed then.
  private func records(
    redacting redacted: Set<String> = [],
    _ use: (EventBus) async -> Void
  ) async throws -> [String] {
    var records: [String] = []
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let tracer = try RecordingTracer(
        to: recording.path,
        redacting: redacted,
        clock: ManualClock()
      )
      await use(EventBus(logger: .silent, depthLimit: 2, tracer: tracer))
      try tracer.close()
      records = try recording.records
    }
    return records
  }

  @Test func `the records of a bus are written as busctl prints them, with times`() async throws {
    let records = try await records { bus in
      let handler = EventHandler(name: "notify") { _, context in context.note("sent") }
      bus.subscribe(handler, to: "invite.accepted")
      bus.subscribe(to: "invite.accepted", name: "fail") { _ in throw CancellationError() }
      bus.subscribe(to: "ping", name: "ping") { _, context in await context.bus.emit("ping") }
      await bus.emit("invite.accepted", ["user_id": 7])
      bus.unsubscribe(handler, from: "invite.accepted")
      await bus.emit("ping")
    }
    let times = #""time_ns":0"#
    let ended = #""time_ns":0,"duration_ns":0"#
    let expected = #"""
      {"seq":1,"kind":"handler.subscribed","event":"invite.accepted","subscription":1,"handler":"notify",TIME}
      {"seq":2,"kind":"handler.subscribed","event":"invite.accepted","subscription":2,"handler":"fail",TIME}
      {"seq":3,"kind":"handler.subscribed","event":"ping","subscription":3,"handler":"ping",TIME}
      {"seq":4,"kind":"emission.started","emission":1,"depth":0,"event":"invite.accepted","handlers":2,"data":{"user_id":7},TIME}
      {"seq":5,"kind":"handler.started","emission":1,"position":1,"subscription":1,"handler":"notify",TIME}
      {"seq":6,"kind":"handler.finished","emission":1,"position":1,"subscription":1,"handler":"notify","outcome":"completed","note":"sent",ENDED}
      {"seq":7,"kind":"handler.started","emission":1,"position":2,"subscription":2,"handler":"fail",TIME}
      {"seq":8,"kind":"handler.finished","emission":1,"position":2,"subscription":2,"handler":"fail","outcome":"failed","error":"CancellationError()",ENDED}
      {"seq":9,"kind":"emission.finished","emission":1,"event":"invite.accepted","completed":1,"failed":1,"cancelled":0,ENDED}
      {"seq":10,"kind":"handler.unsubscribed","event":"invite.accepted","subscription":1,"handler":"notify","found":true,TIME}
      {"seq":11,"kind":"emission.started","emission":2,"depth":0,"event":"ping","handlers":1,"data":{},TIME}
      {"seq":12,"kind":"handler.started","emission":2,"position":1,"subscription":3,"handler":"ping",TIME}
      {"seq":13,"kind":"emission.started","emission":3,"parent":2,"position":1,"depth":1,"event":"ping","handlers":1,"data":{},TIME}
      {"seq":14,"kind":"handler.started","emission":3,"position":1,"subscription":3,"handler":"ping",TIME}
      {"seq":15,"kind":"emission.refused","parent":3,"depth":2,"event":"ping","reason":"more than 2 nested emissions","chain":["ping","ping","ping"],TIME}
      {"seq":16,"kind":"handler.finished","emission":3,"position":1,"subscription":3,"handler":"ping","outcome":"completed",ENDED}
      {"seq":17,"kind":"emission.finished","emission":3,"event":"ping","completed":1,"failed":0,"cancelled":0,ENDED}
      {"seq":18,"kind":"handler.finished","emission":2,"position":1,"subscription":3,"handler":"ping","outcome":"completed",ENDED}
      {"seq":19,"kind":"emission.finished","emission":2,"event":"ping","completed":1,"failed":0,"cancelled":0,ENDED}
      """#
      .replacing("TIME", with: times).replacing("ENDED", with: ended)
    #expect(records == expected.split(separator: "\n").map(String.init))
  }

  @Test func `values that can be encoded are written as JSON, others as their description`()
    async throws
  {
    let records = try await records { bus in
      await bus.emit(
        "e",
        [
          "big": UInt64.max, "byte": UInt8(7), "float": Float(0.1), "nan": Double.nan,
          "line": Order.Line(article: "pen", price: 1.5),
          "lines": [Order.Line(article: "ink", price: nil)],
          "names": ["a", "b"], "nested": ["value": Int8(1)] as [String: any Sendable],
          "null": EventData.Null(), "plain": Plain(), "when": Duration.seconds(1),
        ]
      )
      await bus.emit(Order(id: 7, lines: [], card: Order.Card(number: "4111")))
    }
    let data = #"""
      {"big":"18446744073709551615","byte":7,"float":0.1,"line":{"article":"pen","price":1.5},"lines":[{"article":"ink"}],"names":["a","b"],"nan":"nan","nested":{"value":1},"null":null,"plain":"a \"plain\" value","when":[0,1000000000000000000]}
      """#
    #expect(records[0].contains("\"data\":\(data),"))
    #expect(records[2].contains(#""data":{"card":{"number":"4111"},"id":7,"lines":[]},"#))
  }

  @Test func `named fields are redacted at every level`() async throws {
    let records = try await records(redacting: ["card", "token"]) { bus in
      await bus.emit("e", ["token": "secret", "all": [["token": "secret", "id": 1] as EventData]])
      await bus.emit(Order(id: 7, lines: [], card: Order.Card(number: "secret")))
    }
    #expect(!records.joined().contains("secret"))
    let redacted = #"{"all":[{"id":1,"token":"[redacted]"}],"token":"[redacted]"}"#
    #expect(records[0].contains(redacted))
    #expect(records[2].contains(#""card":"[redacted]","id":7"#))
  }

  @Test func `only the owner can read a recording`() throws {
    try withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      try RecordingTracer(to: recording.path).close()
      #expect(try recording.permissions == 0o600)
    }
  }

  @Test func `a file that others could read is closed to them`() throws {
    try withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let made = FileManager.default.createFile(
        atPath: recording.path,
        contents: nil,
        attributes: [.posixPermissions: 0o644]
      )
      #expect(made)
      try RecordingTracer(to: recording.path).close()
      #expect(try recording.permissions == 0o600)
    }
  }

  @Test func `a file belongs to one tracer`() throws {
    try withTemporaryDirectory { directory in
      let path = Recording(directory: directory).path
      let tracer = try RecordingTracer(to: path)
      let error = #expect(throws: RecordingError.self) { try RecordingTracer(to: path) }
      #expect(
        error?.description == "cannot write '\(path)': another recording is writing to it"
      )
      try tracer.close()
      try RecordingTracer(to: path).close()
    }
  }

  @Test func `a path that is no file is refused`() throws {
    try withTemporaryDirectory { directory in
      let error = #expect(throws: RecordingError.self) { try RecordingTracer(to: directory.path) }
      #expect(error?.message == "cannot open '\(directory.path)': is a directory")
      let pipe = directory.appending(path: "pipe").path
      #expect(mkfifo(pipe, 0o600) == 0)
      let other = #expect(throws: RecordingError.self) { try RecordingTracer(to: pipe) }
      #expect(other?.message == "cannot write '\(pipe)': expected a file, found something else")
    }
  }
}
