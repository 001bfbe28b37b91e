import Events
import Testing

@Suite("isolation")
struct IsolationTests {
  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `the handlers after one that throws still run`(
    kind: BusKind,
    handlers: HandlerKind
  ) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    bus.subscribe(handlers.handler { _ in log.add("first") }, to: "a")
    bus.subscribe(
      handlers.handler { _ in
        log.add("second")
        throw TestError()
      },
      to: "a"
    )
    bus.subscribe(handlers.handler { _ in log.add("third") }, to: "a")

    await bus.emit("a")

    #expect(log.entries == ["first", "second", "third"])
  }

  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `the report names every handler that failed and its error`(
    kind: BusKind,
    handlers: HandlerKind
  ) async throws {
    let bus = kind.makeBus()
    let broken = handlers.handler("broken") { _ in throw TestError("one") }
    let alsoBroken = handlers.handler("also broken") { _ in throw TestError("two") }
    bus.subscribe(broken, to: "a")
    bus.subscribe(handlers.handler { _ in }, to: "a")
    bus.subscribe(alsoBroken, to: "a")

    let report = await bus.emit("a")

    #expect(report.handlerCount == 3)
    #expect(report.completed == 1)
    #expect(report.cancellations.isEmpty)
    #expect(report.refusal == nil)
    #expect(report.failures.map(\.subscription.id) == [1, 3])
    #expect(report.failures.map(\.subscription.handler.name) == ["broken", "also broken"])
    #expect(report.failures.map { $0.error as? TestError } == [TestError("one"), TestError("two")])
    let first = try #require(report.failures.first)
    #expect(first.subscription.handler === broken)
  }

  @Test(arguments: BusKind.allCases, [false, true])
  func `the report is the same wherever the handlers that never suspend stand`(
    kind: BusKind,
    suspendingFirst: Bool
  ) async {
    let bus = kind.makeBus()
    let log = SharedLog<Int>()
    let forms: [HandlerKind] =
      suspendingFirst
      ? [.suspending, .immediate, .immediate, .immediate, .contextual, .immediate]
      : [.immediate, .immediate, .immediate, .suspending, .immediate, .contextual]
    for (index, form) in forms.enumerated() {
      let handler = form.handler { _ in
        log.add(index + 1)
        if index % 3 == 1 { throw TestError("\(index + 1)") }
        if index % 3 == 2 { throw CancellationError() }
      }
      bus.subscribe(handler, to: "a")
    }

    let report = await inCancelledTask { await bus.emit("a") }

    #expect(log.entries == [1, 2, 3, 4, 5, 6])
    #expect(report.handlerCount == 6)
    #expect(report.completed == 2)
    #expect(report.failures.map(\.subscription.id) == [2, 5])
    #expect(report.failures.map { $0.error as? TestError } == [TestError("2"), TestError("5")])
    #expect(report.cancellations.map(\.id) == [3, 6])
  }

  @Test(arguments: BusKind.allCases)
  func `every handler may fail`(kind: BusKind) async {
    let bus = kind.makeBus()
    for number in 1...5 {
      bus.subscribe(to: "a") { _ in throw TestError("\(number)") }
    }

    let report = await bus.emit("a")

    #expect(report.completed == 0)
    #expect(report.failures.map { "\($0.error)" } == ["1", "2", "3", "4", "5"])
  }

  @Test(arguments: BusKind.allCases)
  func `an error in a nested emission stays in that emission`(kind: BusKind) async throws {
    let bus = kind.makeBus()
    let inner = SharedLog<EmissionReport>()
    bus.subscribe(to: "outer") { _, context in
      inner.add(await context.bus.emit("inner"))
    }
    bus.subscribe(to: "inner") { _ in throw TestError() }

    let outer = await bus.emit("outer")

    #expect(outer.completed == 1)
    #expect(outer.failures.isEmpty)
    let report = try #require(inner.entries.first)
    #expect(report.failures.count == 1)
  }

  @Test(arguments: BusKind.allCases)
  func `a handler that failed runs again in the next emission`(kind: BusKind) async {
    let bus = kind.makeBus()
    let calls = SharedCounter()
    bus.subscribe(to: "a") { _ in
      if calls.increment() == 1 { throw TestError() }
    }

    let first = await bus.emit("a")
    let second = await bus.emit("a")

    #expect(first.failures.count == 1)
    #expect(second.completed == 1)
  }

  @Test(arguments: BusKind.allCases)
  func `when all goes well the report counts the handlers`(kind: BusKind) async {
    let bus = kind.makeBus()
    for form in HandlerKind.allCases { bus.subscribe(form.handler { _ in }, to: "a") }

    let report = await bus.emit("a")

    #expect(report.handlerCount == 3)
    #expect(report.completed == 3)
    #expect(report.failures.isEmpty)
    #expect(report.cancellations.isEmpty)
    #expect(report.refusal == nil)
  }
}
