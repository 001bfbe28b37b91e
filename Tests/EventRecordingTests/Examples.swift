// The examples of the documentation of `EventRecording`, compiled. `ExampleTests` in `EventsTests`
// compares each of them with its source, as those in `Tests/EventsTests/Examples.swift`.

// MARK: - Declarations

import EventRecording
import Events
import Foundation
import Synchronization
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

  // MARK: - Sources/EventRecording/CloudEventBridge.swift

  private func bridgeExample(client: BrokerClient) async throws {
    let bridge = CloudEventBridge(source: "/shop") { event in
      if event.type.rawValue.hasPrefix("order.") { client.publish(event.json) }
    }
    let bus = EventBus(tracer: bridge)

    for await message in client.messages {
      try await bridge.receive(CloudEvent(json: message), on: bus)
    }
  }

  // MARK: - Sources/EventRecording/EventRecording.docc/BetweenProcesses.md

  private func betweenProcessesExample(client: BrokerClient) async throws {
    let bridge = CloudEventBridge(source: "/shop") { event in
      if event.type.rawValue.hasPrefix("order.") { client.publish(event.json) }
    }
    let bus = EventBus(tracer: bridge)
    bus.subscribe(to: "payment.received", name: "ship") { data, context in
      await context.bus.emit("order.shipped", data)
    }

    for await message in client.messages {
      do {
        try await bridge.receive(CloudEvent(json: message), on: bus)
      } catch {
        print("not emitted: \(error)")
      }
    }
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

  /// A client of a broker that has sent some messages, and takes what is published.
  private final class BrokerClient: Sendable {
    let messages: AsyncStream<String>
    private let log = Mutex<[String]>([])

    var published: [String] { log.withLock { $0 } }

    init(_ sent: [String]) {
      let (stream, continuation) = AsyncStream.makeStream(of: String.self)
      for message in sent { continuation.yield(message) }
      continuation.finish()
      messages = stream
    }

    func publish(_ message: String) { log.withLock { $0.append(message) } }
  }

  @Test func `the example of a bridge answers what comes in, once`() async throws {
    let payment = CloudEvent(id: "1", source: "/bank", type: "payment.received", data: ["order": 7])
    let client = BrokerClient([payment.json, "emit order.shipped", payment.json])
    try await betweenProcessesExample(client: client)
    let published = try client.published.map { try CloudEvent(json: $0) }
    #expect(published.map(\.type) == ["order.shipped"])
    #expect(published.map(\.causationID) == ["1"])
    #expect(published.map(\.data) == [["order": 7]])
  }

  @Test func `the short example of a bridge sends nothing of what comes in`() async throws {
    let placed = CloudEvent(id: "1", source: "/web", type: "order.placed")
    let client = BrokerClient([placed.json])
    try await bridgeExample(client: client)
    #expect(client.published == [])
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
