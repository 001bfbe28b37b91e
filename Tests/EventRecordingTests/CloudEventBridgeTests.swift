import EventRecording
import Events
import Synchronization
import Testing

/// Buses that get each other's events.
struct CloudEventBridgeTests {
  /// A bus with a bridge, and the events that the bridge has sent.
  private final class Node: Sendable {
    let bus: EventBus
    let bridge: CloudEventBridge
    private let log: SentEvents

    var sent: [CloudEvent] { log.all }

    init(_ source: String, run: String = "r", hopLimit: Int = 64) {
      let log = SentEvents()
      bridge = CloudEventBridge(source: source, run: run, hopLimit: hopLimit) { log.add($0) }
      bus = EventBus(tracer: bridge)
      self.log = log
    }

    /// Subscribes a handler that emits another event with the same data.
    func relay(_ event: EventName, to next: EventName) {
      bus.subscribe(to: event, name: "relay") { data, context in
        await context.bus.emit(next, data)
      }
    }
  }

  private final class SentEvents: Sendable {
    private let events = Mutex<[CloudEvent]>([])

    var all: [CloudEvent] { events.withLock { $0 } }

    func add(_ event: CloudEvent) { events.withLock { $0.append(event) } }
  }

  private func event(_ id: String, _ type: EventName = "a", hops: Int? = nil) -> CloudEvent {
    CloudEvent(id: id, source: "/other", type: type, hops: hops, data: ["n": 1])
  }

  @Test func `what came in is not sent again, but what its handlers emit is`() async throws {
    let node = Node("/here")
    node.relay("a", to: "b")
    node.relay("b", to: "c")
    var received = event("7")
    received.correlationID = "5"
    try await node.bridge.receive(received, on: node.bus)
    #expect(node.sent.map(\.type) == ["c", "b"])
    #expect(node.sent.map(\.source) == ["/here", "/here"])
    #expect(node.sent.map(\.causationID) == ["r.2", "7"])
    #expect(node.sent.map(\.correlationID) == ["5", "5"])
    #expect(node.sent.map(\.hops) == [1, 1])
    #expect(node.sent.map(\.data) == [["n": 1], ["n": 1]])
  }

  @Test func `an event without a chain is the first of the chain that it begins`() async throws {
    let node = Node("/here")
    node.relay("a", to: "b")
    try await node.bridge.receive(event("7", hops: 2), on: node.bus)
    #expect(node.sent.map(\.correlationID) == ["7"])
    #expect(node.sent.map(\.hops) == [3])
  }

  @Test func `many that come in at once are told from what their handlers emit`() async throws {
    let node = Node("/here")
    node.relay("a", to: "b")
    await withTaskGroup { group in
      for id in 1...200 {
        group.addTask { _ = try? await node.bridge.receive(self.event("\(id)"), on: node.bus) }
      }
    }
    #expect(node.sent.allSatisfy { $0.type == "b" && $0.hops == 1 })
    #expect(Set(node.sent.map(\.causationID)) == Set((1...200).map { "\($0)" }))
  }

  @Test func `an event to which nobody listens is not sent again either`() async throws {
    let node = Node("/here")
    let report = try await node.bridge.receive(event("7"), on: node.bus)
    #expect(report?.handlerCount == 0)
    #expect(node.sent == [])
  }

  @Test func `what is emitted here has no hops, and the time`() async {
    let node = Node("/here")
    await node.bus.emit("a", ["n": 1])
    #expect(node.sent.map(\.id) == ["r.1"])
    #expect(node.sent.first?.hops == nil)
    #expect(node.sent.first?.time?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
  }

  @Test func `an event that comes twice, and one of its own, are dropped`() async throws {
    let node = Node("/here")
    #expect(try await node.bridge.receive(event("7"), on: node.bus) != nil)
    #expect(try await node.bridge.receive(event("7"), on: node.bus) == nil)
    #expect(try await node.bridge.receive(event("8"), on: node.bus) != nil)
    let own = CloudEvent(id: "9", source: "/here", type: "a")
    #expect(try await node.bridge.receive(own, on: node.bus) == nil)
  }

  @Test func `two processes that answer each other stop at the limit of hops`() async throws {
    let (first, second) = (Node("/first", hopLimit: 5), Node("/second", hopLimit: 5))
    first.relay("ping", to: "pong")
    second.relay("pong", to: "ping")
    var (count, sender, receiver) = (0, first, second)
    var next = CloudEvent(id: "1", source: "/start", type: "ping")
    let error = await #expect(throws: RecordingError.self) {
      while true {
        try await sender.bridge.receive(next, on: sender.bus)
        next = try #require(sender.sent.last)
        count += 1
        (sender, receiver) = (receiver, sender)
      }
    }
    #expect(count == 5)
    #expect(error?.description == "expected fewer than 5 hops, found 5: the event runs in a cycle")
  }

  @Test func `a task that outlives the emission emits events of its own`() async throws {
    let node = Node("/here")
    let (tasks, continuation) = AsyncStream.makeStream(of: Task<Void, Never>.self)
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    node.bus.subscribe(to: "a", name: "start") { _, context in
      continuation.yield(
        Task {
          for await _ in gate {}
          await context.bus.emit("later")
        }
      )
    }
    try await node.bridge.receive(event("7"), on: node.bus)
    opener.finish()
    continuation.finish()
    for await task in tasks { await task.value }
    #expect(node.sent.map(\.type) == ["later"])
  }

  @Test func `what a handler emits on another bus belongs to that bus`() async throws {
    let (here, there) = (Node("/here"), Node("/there"))
    here.bus.subscribe(to: "a", name: "forward") { data in await there.bus.emit("a", data) }
    try await here.bridge.receive(event("7"), on: here.bus)
    #expect(here.sent == [])
    #expect(there.sent.map(\.source) == ["/there"])
  }

  @Test func `handlers run where the event is received`() async throws {
    let node = Node("/here")
    node.bus.subscribe(to: "a", name: "check") { _ in MainActor.assertIsolated() }
    let report = try await receiveOnMainActor(node)
    #expect(report?.completed == 1)
  }

  @MainActor private func receiveOnMainActor(_ node: Node) async throws -> EmissionReport? {
    try await node.bridge.receive(event("7"), on: node.bus)
  }

  @Test func `the memory of an inbox has a bound, and forgets the oldest first`() throws {
    var inbox = CloudEventInbox(source: "/here")
    let all = CloudEventInbox.capacity
    for id in 1...all { #expect(try inbox.accepts(event("\(id)"))) }
    #expect(try !inbox.accepts(event("1")))
    #expect(try inbox.accepts(event("new")))
    #expect(try inbox.accepts(event("1")))
    #expect(try !inbox.accepts(event("\(all)")))
  }

  @Test func `the source is a part of the identity`() throws {
    var inbox = CloudEventInbox(source: "/here")
    #expect(try inbox.accepts(CloudEvent(id: "1", source: "/a", type: "e")))
    #expect(try inbox.accepts(CloudEvent(id: "1", source: "/b", type: "e")))
    #expect(try !inbox.accepts(CloudEvent(id: "1", source: "/a", type: "f")))
  }
}
