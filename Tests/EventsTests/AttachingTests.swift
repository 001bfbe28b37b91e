import Events
import Testing

/// Watching a bus that exists.
struct AttachingTests {
  private static func attach(_ tracer: RecordingTracer, to bus: EventBus) -> Bool {
    bus.attach(tracer, { _, next in try await next() }, when: { false })
  }

  @Test func `a bus that exists is traced from when a tracer is attached to when it leaves`() async
  {
    let bus = EventBus(logger: .silent)
    bus.subscribe(to: "a", name: "first") { _ in }
    await bus.emit("a")
    let tracer = RecordingTracer()
    #expect(Self.attach(tracer, to: bus))
    bus.subscribe(to: "a", name: "second") { _ in }
    await bus.emit("a")
    bus.detach()
    await bus.emit("a")

    #expect(tracer.records.map(\.sequence) == Array(1...7))
    #expect(tracer.lines.first == "r2 second subscribed to a")
  }

  @Test func `only one tracer is attached at a time`() async {
    let bus = EventBus(logger: .silent)
    let (first, second) = (RecordingTracer(), RecordingTracer())
    #expect(Self.attach(first, to: bus))
    #expect(!Self.attach(second, to: bus))
    await bus.emit("a")
    #expect(first.records.count == 2)
    #expect(second.records.isEmpty)
    bus.detach()
    #expect(Self.attach(second, to: bus))
  }

  @Test func `the tracers of the bus go on, and all see the same facts`() async {
    let own = [RecordingTracer(), RecordingTracer()]
    let bus = EventBus(logger: .silent, tracers: own)
    bus.subscribe(to: "a", name: "first") { _ in }
    await bus.emit("a")
    let tracer = RecordingTracer()
    #expect(Self.attach(tracer, to: bus))
    await bus.emit("a")
    bus.detach()

    #expect(own.map(\.records.count) == [9, 9])
    #expect(tracer.lines == Array(own[1].lines.suffix(4)))
  }

  @Test func `an emission that runs is not traced, and what it emits is`() async {
    let bus = EventBus(logger: .silent)
    let tracer = RecordingTracer()
    bus.subscribe(to: "a", name: "outer") { _, context in
      #expect(Self.attach(tracer, to: context.bus))
      await context.bus.emit("b")
    }
    await bus.emit("a")
    #expect(tracer.records.count == 2)
    guard case .emissionStarted(let start) = tracer.records.first?.fact else {
      Issue.record("\(tracer.lines)")
      return
    }
    #expect(start.event == "b")
    #expect(start.parent == nil)
  }

  @Test(arguments: [true, false])
  func `an attached interceptor is called while it is needed, outside of those of the bus`(
    isNeeded: Bool
  ) async {
    let calls = SharedLog<String>()
    let own: Interceptor = { _, next in
      calls.add("own")
      try await next()
    }
    let attached: Interceptor = { _, next in
      calls.add("attached")
      try await next()
    }
    let bus = EventBus(logger: .silent, interceptor: own)
    bus.subscribe(to: "a", name: "first") { _ in }
    let isAttached = bus.attach(RecordingTracer(), attached, when: { isNeeded })
    #expect(isAttached)
    await bus.emit("a")
    #expect(calls.entries == (isNeeded ? ["attached", "own"] : ["own"]))
  }
}
