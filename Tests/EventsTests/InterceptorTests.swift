import Events
import Testing

@Suite("interceptors")
struct InterceptorTests {
  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `an interceptor is called around every handler, with its context`(
    kind: BusKind,
    handlers: HandlerKind
  ) async {
    let log = SharedLog<String>()
    let bus = kind.makeBus { context, next in
      log.add("before \(context.handler) of \(context.event)")
      try await next()
      log.add("after \(context.handler)")
    }
    for name in ["x", "y"] { bus.subscribe(handlers.handler(name) { _ in log.add(name) }, to: "a") }

    #expect(await bus.emit("a").completed == 2)
    #expect(
      log.entries == ["before x of a", "x", "after x", "before y of a", "y", "after y"]
    )
  }

  @Test(arguments: BusKind.allCases)
  func `of several interceptors the first is the outermost`(kind: BusKind) async {
    let log = SharedLog<String>()
    let interceptors = (1...3).map { number -> Interceptor in
      { _, next in
        log.add("<\(number)")
        try await next()
        log.add("\(number)>")
      }
    }
    let bus = EventBus(
      tracers: kind == .traced ? [RecordingTracer()] : [],
      interceptors: interceptors
    )
    bus.subscribe(to: "a") { _ in log.add("handler") }
    await bus.emit("a")
    #expect(log.entries == ["<1", "<2", "<3", "handler", "3>", "2>", "1>"])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler that the interceptor does not call is skipped`(kind: BusKind) async {
    let calls = SharedCounter()
    let bus = kind.makeBus { context, next in
      if context.handler.name != "x" { try await next() }
    }
    for name in ["x", "y"] { bus.subscribe(to: "a", name: name) { _ in calls.increment() } }

    let report = await bus.emit("a")

    #expect(calls.value == 1)
    #expect(report.skips.map(\.handler.name) == ["x"])
    #expect(report.completed == 1 && report.handlerCount == 2)
  }

  @Test func `what is skipped by an inner interceptor is skipped`() async {
    let tracer = RecordingTracer()
    let bus = EventBus(
      tracers: [tracer],
      interceptors: [{ _, next in try await next() }, { _, _ in }]
    )
    bus.subscribe(to: "a", name: "h") { _ in }
    await bus.emit("a")
    #expect(tracer.lines.contains("#1.1 h skipped"))
    #expect(TraceCheck(tracer.records).violations == [])
  }

  @Test(arguments: BusKind.allCases)
  func `what an interceptor throws fails the handler, and the others run`(kind: BusKind) async {
    let calls = SharedCounter()
    let bus = kind.makeBus { context, next in
      if context.handler.name == "before" { throw TestError("before") }
      try await next()
      if context.handler.name == "after" { throw TestError("after") }
    }
    for name in ["before", "after", "other"] {
      bus.subscribe(to: "a", name: name) { _ in calls.increment() }
    }

    let report = await bus.emit("a")

    #expect(report.failures.map { "\($0.error)" } == ["before", "after"])
    #expect(report.completed == 1)
    #expect(calls.value == 2)
  }

  @Test(arguments: BusKind.allCases)
  func `an error passes through the interceptor, which may catch it`(kind: BusKind) async {
    let seen = SharedLog<TestError?>()
    let bus = kind.makeBus { context, next in
      do {
        try await next()
      } catch {
        seen.add(error as? TestError)
        if context.handler.name != "caught" { throw error }
      }
    }
    for name in ["caught", "thrown"] {
      bus.subscribe(to: "a", name: name) { _ in throw TestError(name) }
    }
    let report = await bus.emit("a")
    #expect(seen.entries == [TestError("caught"), TestError("thrown")])
    #expect(report.completed == 1)
    #expect(report.failures.map(\.subscription.handler.name) == ["thrown"])
  }

  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `the handler and what it emits see the task-locals that an interceptor binds`(
    kind: BusKind,
    handlers: HandlerKind
  ) async {
    let log = SharedLog<String>()
    let bus = kind.makeBus { context, next in
      try await Span.$path.withValue("\(Span.path)/\(context.handler)") { try await next() }
    }
    bus.subscribe(to: "outer", name: "outer") { _, context in
      log.add(Span.path)
      await context.bus.emit("inner")
      log.add(Span.path)
    }
    bus.subscribe(handlers.handler("inner") { _ in log.add(Span.path) }, to: "inner")

    await bus.emit("outer")

    #expect(log.entries == ["/outer", "/outer/inner", "/outer"])
    #expect(Span.path == "")
  }

  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  @MainActor
  func `interceptor and handler run where the bus is used`(
    kind: BusKind,
    handlers: HandlerKind
  ) async {
    let bus = kind.makeBus { _, next in
      MainActor.preconditionIsolated()
      try await next()
      MainActor.preconditionIsolated()
    }
    bus.subscribe(handlers.handler { _ in MainActor.preconditionIsolated() }, to: "a")
    #expect(await bus.emit("a").completed == 1)
  }

  @Test(arguments: BusKind.allCases)
  func `an interceptor may run the handler in a child task and cancel it`(kind: BusKind) async {
    let isRunning = Gate()
    let bus = kind.makeBus { _, next in
      try await withThrowingTaskGroup { group in
        group.addTask { try await next() }
        await isRunning.wait()
        group.cancelAll()
        do { try await group.waitForAll() } catch { throw TestError("timeout") }
      }
    }
    bus.subscribe(to: "a") { _, context in
      await context.bus.emit("nobody")
      isRunning.open()
      try await Task.sleep(for: .seconds(3_600))
    }
    #expect(await bus.emit("a").failures.map { "\($0.error)" } == ["timeout"])
  }

  @Test func `an emission that is nested by way of an interceptor is nested in the trace`() async {
    let tracer = RecordingTracer()
    let bus = EventBus(tracer: tracer) { _, next in try await next() }
    bus.subscribe(to: "a", name: "h") { _, context in
      context.note("said")
      await context.bus.emit("b")
    }
    await bus.emit("a")
    #expect(
      tracer.lines.dropFirst() == [
        "#1 a started, 1 to run", "#1.1 h started", "#1.1 > #2 b started, 0 to run",
        "#2 b finished, 0 completed, 0 failed, 0 cancelled", "#1.1 h completed: said",
        "#1 a finished, 1 completed, 0 failed, 0 cancelled",
      ]
    )
  }

  @Test(arguments: BusKind.allCases)
  func `a runaway is refused by way of an interceptor, too`(kind: BusKind) async {
    let bus = kind.makeBus(depthLimit: 3) { _, next in try await next() }
    let refusals = SharedLog<RunawayError?>()
    bus.subscribe(to: "a") { _, context in refusals.add(await context.bus.emit("a").refusal) }
    await bus.emit("a")
    #expect(refusals.entries.map { $0?.chain.count } == [4, nil, nil])
  }
}

private enum Span {
  @TaskLocal static var path = ""
}
