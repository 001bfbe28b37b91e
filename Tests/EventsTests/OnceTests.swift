import Events
import Testing

@Suite("once")
struct OnceTests {
  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `a handler subscribed once runs in the next emission and in no other`(
    kind: BusKind,
    handlers: HandlerKind
  ) async {
    let bus = kind.makeBus()
    let calls = SharedCounter()
    bus.once(handlers.handler { _ in calls.increment() }, to: "a")
    bus.subscribe(to: "a") { _ in }
    #expect(bus.plan(for: "a").subscriptions.count == 2)

    #expect(await bus.emit("b").handlerCount == 0)
    #expect(await bus.emit("a").handlerCount == 2)
    #expect(await bus.emit("a").handlerCount == 1)
    #expect(calls.value == 1)
  }

  @Test(arguments: BusKind.allCases)
  func `exactly one of a thousand emissions that start at the same time takes it`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    let calls = SharedCounter()
    for round in 1...20 {
      bus.once(to: "a") { _ in calls.increment() }
      let start = Gate()
      let taken = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<1_000 {
          group.addTask {
            await start.wait()
            return await bus.emit("a").completed
          }
        }
        start.open()
        return await group.reduce(0, +)
      }
      #expect(taken == 1)
      #expect(calls.value == round)
    }
    #expect(bus.events.isEmpty)
  }

  @Test(arguments: BusKind.allCases)
  func `an emission inside its handler does not take it again`(kind: BusKind) async {
    let bus = kind.makeBus()
    let calls = SharedCounter()
    bus.once(to: "a") { _, context in
      calls.increment()
      await context.bus.emit("a")
    }
    await bus.emit("a")
    #expect(calls.value == 1)
  }

  @Test(arguments: BusKind.allCases)
  func `a handler that is subscribed once and for good runs twice, then once`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    let handler = EventHandler { _ in }
    bus.once(handler, to: "a")
    bus.subscribe(handler, to: "a")
    #expect(await bus.emit("a").completed == 2)
    #expect(bus.subscriptions(to: "a").map(\.id) == [2])
    #expect(await bus.emit("a").completed == 1)
  }

  @Test(arguments: BusKind.allCases)
  func `cancelling says whether an emission has taken it`(kind: BusKind) async {
    let bus = kind.makeBus()
    let first = bus.once(to: "a") { _ in }
    let second = bus.once(to: "b") { _ in }
    await bus.emit("a")
    #expect(!first.cancel())
    #expect(second.cancel())
    #expect(await bus.emit("b").handlerCount == 0)
    #expect(bus.events.isEmpty)
  }

  @Test func `a refused emission does not take it`() async {
    let bus = EventBus(logger: .silent, depthLimit: 1)
    bus.subscribe(to: "outer") { _, context in await context.bus.emit("a") }
    bus.once(to: "a") { _ in }
    await bus.emit("outer")
    #expect(await bus.emit("a").completed == 1)
  }

  @Test func `a trace has its end right after the start of the emission that takes it`() async {
    let tracer = RecordingTracer()
    let bus = EventBus(tracer: tracer)
    bus.once(to: "a", name: "x") { _ in }
    bus.once(to: "a", name: "y") { _ in }
    await bus.emit("a")
    #expect(
      tracer.lines.dropFirst(2).prefix(4) == [
        "#1 a started, 2 to run", "r1 x unsubscribed from a", "r2 y unsubscribed from a",
        "#1.1 x started",
      ]
    )
    #expect(TraceCheck(tracer.records).violations == [])
  }

  @Test(arguments: BusKind.allCases)
  func `many handlers subscribed once among many others are taken`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<Int>()
    for number in 0..<3_000 {
      let handler = EventHandler { _ in log.add(number) }
      if number.isMultiple(of: 2) {
        bus.once(handler, to: "a")
      } else {
        bus.subscribe(handler, to: "a")
      }
    }
    await bus.emit("a")
    #expect(log.entries == Array(0..<3_000))
    #expect(await bus.emit("a").completed == 1_500)
  }

  @Test func `what was taken is released after its emission`() async {
    let bus = EventBus()
    let released = SharedCounter()
    do {
      let observer = DeinitObserver { released.increment() }
      bus.once(to: "a") { _ in withExtendedLifetime(observer) {} }
    }
    await bus.emit("a")
    #expect(released.value == 1)
  }
}
