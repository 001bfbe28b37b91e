// The examples of the documentation of `EventRecording`, compiled. `ExampleTests` in `EventsTests`
// compares each of them with its source, as those in `Tests/EventsTests/Examples.swift`.

// MARK: - Declarations

import EventRecording
import Events
import Foundation
import TestSupport
import Testing

@Suite("examples of EventRecording")
struct EventRecordingExamples {
  // MARK: - README.md

  private func readmeExample() throws -> EventBus {
    let tracer = try RecordingTracer(to: "events.jsonl", redacting: ["token"])
    let bus = EventBus(tracer: tracer)
    return bus
  }

  // MARK: - Sources/EventRecording/RecordingTracer.swift

  private func tracerExample() async throws {
    let tracer = try RecordingTracer(to: "events.jsonl", redacting: ["token"])
    let bus = EventBus(tracer: tracer)
    bus.subscribe(to: "invite.accepted", name: "notify") { _ in }

    await bus.emit("invite.accepted", ["user_id": 7, "token": "secret"])
    try tracer.close()
  }

  // MARK: - Sources/EventRecording/RecordingReader.swift

  private func readerExample() throws {
    let reader = try RecordingReader(path: "events.jsonl")
    while let emission = try reader.next() {
      print(emission.number, emission.event, emission.handlers.map(\.name))
    }
  }

  // MARK: - Sources/EventRecording/CloudEvent.swift

  private func cloudEventExample(bus: EventBus) async throws {
    let order: EventData = ["order_id": 7]
    let event = CloudEvent(id: "1", source: "/shop", type: "order.placed", data: order)
    print(event.json)

    let received = try CloudEvent(json: event.json)
    await bus.emit(received.type, received.data)
  }

  // MARK: - Sources/EventRecording/EventRecording.docc/EventRecording.md

  private func landingPageExample() async throws {
    let tracer = try RecordingTracer(to: "events.jsonl", redacting: ["token"])
    let bus = EventBus(tracer: tracer)
    bus.subscribe(to: "invite.accepted", name: "notify") { _ in }

    await bus.emit("invite.accepted", ["user_id": 7, "token": "secret"])
    try tracer.close()

    let reader = try RecordingReader(path: "events.jsonl")
    while let emission = try reader.next() {
      print(emission.number, emission.event, emission.handlers.map(\.name))
    }
  }

  // MARK: - Sources/EventRecording/EventRecording.docc/RecordingAnApplication.md

  private func articleExample(path: String) async throws -> [String] {
    let tracer = try RecordingTracer(
      to: path,
      redacting: ["token", "password"],
      flushInterval: .milliseconds(200),
      fileSize: 10 << 20,
      files: 3
    )
    let bus = EventBus(tracer: tracer)

    if let failure = tracer.failure {
      print("\(failure); \(tracer.lostRecords) records are lost")
    }

    await bus.emit("invite.accepted", ["token": "secret"])
    try tracer.close()
    return try Recording(directory: URL(filePath: path).deletingLastPathComponent()).records
  }

  // MARK: - What the examples need

  @Test func `the example of the article records without the token`() async throws {
    try await withTemporaryDirectory { directory in
      let records = try await articleExample(path: Recording(directory: directory).path)
      #expect(records.count == 2)
      #expect(!records.joined().contains("secret"))
    }
  }

  @Test func `the example of a cloud event emits it`() async throws {
    let bus = EventBus()
    let (orders, continuation) = AsyncStream.makeStream(of: EventData.self)
    bus.subscribe(to: "order.placed", name: "keep") { data in continuation.yield(data) }
    try await cloudEventExample(bus: bus)
    continuation.finish()
    var received: [EventData] = []
    for await order in orders { received.append(order) }
    #expect(received == [["order_id": 7]])
  }
}
