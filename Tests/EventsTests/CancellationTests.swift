import Events
import Testing

@Suite("cancellation")
struct CancellationTests {
  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `a cancelled emitter skips no handler, and the handlers can see it`(
    kind: BusKind,
    handlers: HandlerKind
  ) async {
    let bus = kind.makeBus()
    let log = SharedLog<Bool>()
    for _ in 1...3 {
      bus.subscribe(handlers.handler { _ in log.add(Task.isCancelled) }, to: "a")
    }

    let report = await inCancelledTask { await bus.emit("a") }

    #expect(log.entries == [true, true, true])
    #expect(report.completed == 3)
  }

  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `a handler that ends with a CancellationError is cancelled, not failed`(
    kind: BusKind,
    handlers: HandlerKind
  ) async {
    let bus = kind.makeBus()
    bus.subscribe(handlers.handler { _ in }, to: "a")
    bus.subscribe(handlers.handler("checks") { _ in try Task.checkCancellation() }, to: "a")
    bus.subscribe(handlers.handler("fails") { _ in throw TestError() }, to: "a")

    let report = await inCancelledTask { await bus.emit("a") }

    #expect(report.handlerCount == 3)
    #expect(report.completed == 1)
    #expect(report.cancellations.map(\.handler.name) == ["checks"])
    #expect(report.cancellations.map(\.id) == [2])
    #expect(report.failures.map(\.subscription.handler.name) == ["fails"])
  }

  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `a CancellationError is a failure if nobody cancelled the emission`(
    kind: BusKind,
    handlers: HandlerKind
  ) async {
    let bus = kind.makeBus()
    bus.subscribe(handlers.handler { _ in throw CancellationError() }, to: "a")

    let report = await bus.emit("a")

    #expect(report.cancellations.isEmpty)
    #expect(report.failures.map { $0.error is CancellationError } == [true])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler fails that cancels its own subtask and throws its error`(kind: BusKind) async {
    let bus = kind.makeBus()
    bus.subscribe(to: "a") { _ in
      let mayCheck = Gate()
      let subtask = Task {
        await mayCheck.wait()
        try Task.checkCancellation()
      }
      subtask.cancel()
      mayCheck.open()
      try await subtask.value
    }

    let report = await bus.emit("a")

    #expect(report.failures.count == 1)
    #expect(report.cancellations.isEmpty)
  }

  @Test(arguments: BusKind.allCases)
  func `a handler of a nested emission is cancelled with the emitter of the outer one`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    let reports = SharedLog<EmissionReport>()
    bus.subscribe(to: "outer") { _, context in reports.add(await context.bus.emit("inner")) }
    bus.subscribe(to: "inner") { _ in throw CancellationError() }

    _ = await inCancelledTask { await bus.emit("outer") }
    _ = await bus.emit("outer")

    #expect(reports.entries.map(\.cancellations.count) == [1, 0])
    #expect(reports.entries.map(\.failures.count) == [0, 1])
  }

  @Test(arguments: BusKind.allCases)
  func `once cancelled, all handlers to come are cancelled too`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let waits = Gate()
    let mayGoOn = Gate()
    bus.subscribe(to: "a") { _ in
      log.add("first \(Task.isCancelled)")
      waits.open()
      await mayGoOn.wait()
      try Task.checkCancellation()
    }
    for name in ["second", "third"] {
      bus.subscribe(to: "a") { _ in log.add("\(name) \(Task.isCancelled)") }
    }

    let emitter = Task { await bus.emit("a") }
    await waits.wait()
    emitter.cancel()
    mayGoOn.open()
    let report = await emitter.value

    #expect(log.entries == ["first false", "second true", "third true"])
    #expect(report.completed == 2)
    #expect(report.cancellations.count == 1)
  }

  @Test(arguments: BusKind.allCases)
  func `nested emissions run in full although the emitter was cancelled`(kind: BusKind) async {
    let bus = kind.makeBus()
    let reports = SharedLog<EmissionReport>()
    bus.subscribe(to: "outer") { _, context in reports.add(await context.bus.emit("inner")) }
    bus.subscribe(to: "inner") { _ in try Task.checkCancellation() }
    bus.subscribe(to: "inner") { _ in }

    let report = await inCancelledTask { await bus.emit("outer") }

    #expect(report.completed == 1)
    #expect(reports.entries.map(\.completed) == [1])
    #expect(reports.entries.map(\.cancellations.count) == [1])
  }

  @Test(arguments: BusKind.allCases)
  func `the emissions of other tasks go on uncancelled`(kind: BusKind) async {
    let bus = kind.makeBus()
    bus.subscribe(to: "a") { _ in try Task.checkCancellation() }

    let first = await inCancelledTask { await bus.emit("a") }
    let second = await bus.emit("a")

    #expect(first.cancellations.count == 1)
    #expect(second.completed == 1)
  }
}
