import Events
import Testing

@Suite("runaway")
struct RunawayTests {
  @Test(arguments: BusKind.allCases, [1, 2, 3, 10])
  func `the limit is exact`(kind: BusKind, limit: Int) async throws {
    let bus = kind.makeBus(depthLimit: limit)
    let calls = SharedCounter()
    let refusals = SharedLog<RunawayError?>()
    bus.subscribe(to: "a") { _, context in
      calls.increment()
      refusals.add(await context.bus.emit("a").refusal)
    }

    let report = await bus.emit("a")

    #expect(calls.value == limit)
    #expect(report.completed == 1)
    #expect(report.refusal == nil)
    // The innermost report comes first.
    #expect(refusals.entries.count == limit)
    let refusal = try #require(refusals.entries.first ?? nil)
    #expect(refusal.depthLimit == limit)
    #expect(refusal.chain == Array(repeating: "a", count: limit + 1))
    #expect(refusals.entries.dropFirst().allSatisfy { $0 == nil })
  }

  @Test(arguments: BusKind.allCases)
  func `tasks that handlers start at once make a chain, even if no handler suspends`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus(depthLimit: 10)
    let calls = SharedCounter()
    let depths = SharedLog<Int>()
    bus.subscribe(to: "a") { [bus] _ in
      calls.increment()
      depths.add(bus.plan(for: "a").depth)
      Task.immediate { await bus.emit("a") }
    }

    await bus.emit("a")

    #expect(calls.value == 10)
    #expect(depths.entries == Array(1...10))
  }

  @Test(arguments: BusKind.allCases, [false, true])
  func `a chain may run through handlers of both kinds`(
    kind: BusKind,
    suspendingFirst: Bool
  ) async {
    let bus = kind.makeBus(depthLimit: 7)
    let depths = SharedLog<Int>()
    let looping = EventHandler { [bus] _ in
      depths.add(bus.plan(for: "a").depth)
      Task.immediate { await bus.emit("a") }
    }
    let suspending = EventHandler { _ in await pass() }
    for handler in suspendingFirst ? [suspending, looping] : [looping, suspending] {
      bus.subscribe(handler, to: "a")
    }

    await bus.emit("a")

    #expect(depths.entries == Array(1...7))
  }

  @Test(arguments: BusKind.allCases)
  func `a refused emission runs no handler and says so`(kind: BusKind) async throws {
    let bus = kind.makeBus(depthLimit: 1)
    let reports = SharedLog<EmissionReport>()
    let log = SharedLog<String>()
    bus.subscribe(to: "outer") { _, context in reports.add(await context.bus.emit("inner")) }
    bus.subscribe(to: "outer") { _ in log.add("next handler") }
    bus.subscribe(to: "inner") { _ in log.add("inner handler") }

    await bus.emit("outer")

    let refused = try #require(reports.entries.first)
    #expect(refused.handlerCount == 0)
    #expect(refused.refusal?.depthLimit == 1)
    #expect(refused.refusal?.chain == ["outer", "inner"])
    #expect(log.entries == ["next handler"])
  }

  @Test(arguments: BusKind.allCases)
  func `two events that emit each other forever end at the default limit`(
    kind: BusKind
  ) async throws {
    let log = CapturedLog()
    let tracer = kind == .traced ? RecordingTracer() : nil
    let bus = EventBus(logger: log.logger, tracer: tracer)
    let calls = SharedCounter()
    for (event, other): (EventName, EventName) in [("ping", "pong"), ("pong", "ping")] {
      bus.subscribe(to: event) { _, context in
        calls.increment()
        await context.bus.emit(other)
      }
    }

    let report = await bus.emit("ping")

    #expect(bus.depthLimit == 64)
    #expect(calls.value == 64)
    #expect(report.completed == 1)
    #expect(log.entries.count == 1)
  }

  @Test(arguments: BusKind.allCases)
  func `a loop across buses ends at the limit`(kind: BusKind) async {
    let buses = [kind.makeBus(depthLimit: 10), kind.makeBus(depthLimit: 10)]
    let calls = SharedCounter()
    for (bus, other) in zip(buses, buses.reversed()) {
      bus.subscribe(to: "a") { _ in
        calls.increment()
        await other.emit("a")
      }
    }

    await buses[0].emit("a")

    #expect(calls.value == 10)
  }

  @Test(arguments: BusKind.allCases)
  func `a loop through child tasks ends at the limit`(kind: BusKind) async {
    let bus = kind.makeBus(depthLimit: 10)
    let calls = SharedCounter()
    bus.subscribe(to: "a") { _, context in
      calls.increment()
      async let inner = context.bus.emit("a")
      _ = await inner
    }

    await bus.emit("a")

    #expect(calls.value == 10)
  }

  @Test(arguments: BusKind.allCases)
  func `a loop through tasks that are awaited ends at the limit`(kind: BusKind) async {
    let bus = kind.makeBus(depthLimit: 10)
    let calls = SharedCounter()
    bus.subscribe(to: "a") { _, context in
      calls.increment()
      _ = await Task { await context.bus.emit("a") }.value
    }

    await bus.emit("a")

    #expect(calls.value == 10)
  }

  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `a loop ends at the limit although another handler of its event has left`(
    kind: BusKind,
    handlers: HandlerKind
  ) async {
    let bus = kind.makeBus(depthLimit: 10)
    let calls = SharedCounter()
    let leaving = handlers.handler { _ in }
    bus.subscribe(leaving, to: "a")
    bus.subscribe(to: "a") { _, context in
      if calls.increment() < 1_000 { await context.bus.emit("a") }
    }
    bus.subscribe(leaving, to: "a")
    bus.unsubscribe(leaving, from: "a")
    bus.unsubscribe(leaving, from: "a")

    await bus.emit("a")

    #expect(calls.value == 10)
  }

  @Test(arguments: BusKind.allCases)
  func `every branch is refused at the limit, and only there`(kind: BusKind) async {
    let bus = kind.makeBus(depthLimit: 5)
    let calls = SharedCounter()
    let refused = SharedCounter()
    for _ in 1...2 {
      bus.subscribe(to: "a") { _, context in
        calls.increment()
        if await context.bus.emit("a").refusal != nil { refused.increment() }
      }
    }

    await bus.emit("a")

    // Two handlers in each of 1, 2, 4, 8 and 16 emissions; the last 32 handlers are refused theirs.
    #expect(calls.value == 62)
    #expect(refused.value == 32)
  }

  @Test(arguments: BusKind.allCases)
  func `without a limit emissions nest as deep as they want`(kind: BusKind) async {
    let bus = kind.makeBus(depthLimit: .max)
    let calls = SharedCounter()
    bus.subscribe(to: "a") { _, context in
      if calls.increment() < 2_000 { await context.bus.emit("a") }
    }

    await bus.emit("a")

    #expect(calls.value == 2_000)
  }

  @Test func `the error says what the limit is`() async throws {
    let bus = EventBus(logger: .silent, depthLimit: 3)
    let errors = SharedLog<RunawayError>()
    bus.subscribe(to: "a") { _, context in
      if let error = await context.bus.emit("a").refusal { errors.add(error) }
    }
    await bus.emit("a")
    #expect(errors.entries.map(\.description) == ["more than 3 nested emissions"])
  }

  @Test func `a limit that lets no emission run is a mistake of the programmer`() async {
    await #expect(processExitsWith: .failure) { _ = EventBus(depthLimit: 0) }
  }
}
