import Events
import InMemoryLogging
import Logging
import Testing

// Emissions that start in handlers that never suspend, or in tasks that such handlers start.

@Suite("handlers that never suspend")
struct ImmediateHandlerTests {
  @Test(arguments: EmissionPath.allCases, [false, true])
  func `a task that such a handler starts is separate, although the emission still runs`(
    path: EmissionPath,
    isBehindSuspending: Bool
  ) async {
    let bus = path.makeBus()
    let depths = SharedLog<Int>()
    let taskHasEnded = Gate()
    if isBehindSuspending { bus.subscribe(to: "outer") { _ in await pass() } }
    bus.subscribe(to: "outer") { _ in
      Task {
        depths.add(bus.plan(for: "inner").depth)
        taskHasEnded.open()
      }
    }
    bus.subscribe(to: "outer") { _ in await taskHasEnded.wait() }

    await bus.emit("outer")

    #expect(depths.entries == [0])
  }

  @Test(arguments: EmissionPath.allCases)
  func `a task of a nested one is separate from the outer emission, too`(
    path: EmissionPath
  ) async {
    let bus = path.makeBus()
    let depths = SharedLog<Int>()
    let taskHasEnded = Gate()
    bus.subscribe(to: "outer") { _, context in
      await context.bus.emit("inner")
      await taskHasEnded.wait()
    }
    bus.subscribe(to: "inner") { _ in
      depths.add(bus.plan(for: "innermost").depth)
      Task {
        depths.add(bus.plan(for: "innermost").depth)
        taskHasEnded.open()
      }
    }

    await bus.emit("outer")

    #expect(depths.entries == [2, 0])
  }

  @Test(arguments: EmissionPath.allCases)
  func `a task that starts at once is nested up to its first suspension`(
    path: EmissionPath
  ) async {
    let bus = path.makeBus()
    let depths = SharedLog<Int>()
    let handlerHasReturned = Gate()
    let taskHasEnded = Gate()
    bus.subscribe(to: "outer") { _ in
      Task.immediate { @concurrent in
        depths.add(bus.plan(for: "inner").depth)
        await handlerHasReturned.wait()
        depths.add(bus.plan(for: "inner").depth)
        taskHasEnded.open()
      }
    }
    bus.subscribe(to: "outer") { _ in
      handlerHasReturned.open()
      await taskHasEnded.wait()
    }

    await bus.emit("outer")

    #expect(depths.entries == [1, 0])
  }

  @Test(arguments: EmissionPath.allCases)
  func `a detached task that starts at once is nested like any other`(path: EmissionPath) async {
    let bus = path.makeBus(depthLimit: 5)
    let depths = SharedLog<Int>()
    bus.subscribe(to: "a") { _ in
      depths.add(bus.plan(for: "a").depth)
      Task.immediateDetached { await bus.emit("a") }
    }

    await bus.emit("a")

    #expect(depths.entries == Array(1...5))
  }

  @Test(arguments: EmissionPath.allCases)
  func `a loop through tasks that start at once ends at the limit, and its chain is complete`(
    path: EmissionPath
  ) async {
    let bus = path.makeBus(depthLimit: 3)
    let refusals = SharedLog<RunawayError>()
    for (event, next): (EventName, EventName) in [("a", "b"), ("b", "a")] {
      bus.subscribe(to: event) { _ in
        Task.immediate {
          if let refusal = await bus.emit(next).refusal { refusals.add(refusal) }
        }
      }
    }

    await bus.emit("a")

    #expect(refusals.entries.map(\.chain) == [["a", "b", "a", "b"]])
  }

  @Test(arguments: EmissionPath.allCases, EmissionPath.allCases)
  func `a loop across buses ends at the limit`(path: EmissionPath, other: EmissionPath) async {
    let buses = [path.makeBus(depthLimit: 10), other.makeBus(depthLimit: 10)]
    let calls = SharedCounter()
    for (bus, other) in zip(buses, buses.reversed()) {
      bus.subscribe(to: "a") { _ in
        calls.increment()
        Task.immediate { await other.emit("a") }
      }
    }

    await buses[0].emit("a")

    #expect(calls.value == 10)
  }

  @Test(arguments: EmissionPath.allCases)
  func `a typed handler is no exception`(path: EmissionPath) async {
    struct Counted: Event {
      static let name: EventName = "counted"
      let number: Int
    }
    let bus = path.makeBus(depthLimit: 4)
    let numbers = SharedLog<Int>()
    let refusals = SharedLog<RunawayError>()
    bus.subscribe(to: Counted.self) { event in
      numbers.add(event.number)
      Task.immediate {
        let report = await bus.emit(Counted(number: event.number + 1))
        if let refusal = report.refusal { refusals.add(refusal) }
      }
    }

    await bus.emit(Counted(number: 1))

    #expect(numbers.entries == [1, 2, 3, 4])
    #expect(refusals.entries.map(\.chain.count) == [5])
  }

  @Test(arguments: EmissionPath.allCases)
  func `after a handler that throws, its frame is left`(path: EmissionPath) async throws {
    let log = CapturedLog()
    let bus = path.makeBus(logger: log.logger)
    bus.subscribe(to: "outer") { _ throws in
      Task.immediate { await bus.emit("inner") }
      throw TestError()
    }
    bus.subscribe(to: "inner") { _ throws in throw TestError() }

    await bus.emit("outer")

    #expect(bus.plan(for: "outer").depth == 0)
    #expect(log.entries.map { $0.metadata["event"] } == ["inner", "outer"])
    #expect(log.entries.map { $0.metadata["chain"] } == [["outer", "inner"], nil])
  }

  @Test(arguments: EmissionPath.allCases)
  func `an emission of the interceptor is nested, a task of the handler is not`(
    path: EmissionPath
  ) async {
    let depths = SharedLog<String>()
    let taskHasEnded = Gate()
    let bus = EventBus(logger: .silent) { context, next in
      depths.add("before \(context.bus.plan(for: "inner").depth)")
      try await next()
      await taskHasEnded.wait()
      depths.add("after \(context.bus.plan(for: "inner").depth)")
    }
    bus.subscribe(to: "outer") { _ in
      depths.add("handler \(bus.plan(for: "inner").depth)")
      Task {
        depths.add("task \(bus.plan(for: "inner").depth)")
        taskHasEnded.open()
      }
    }

    await bus.emit("outer")

    #expect(depths.entries == ["before 1", "handler 1", "task 0", "after 1"])
  }

  @Test(arguments: EmissionPath.allCases)
  func `a handler with a context, or with an executor, is no such handler`(
    path: EmissionPath
  ) async {
    let bus = path.makeBus()
    let depths = SharedLog<Int>()
    let (first, second) = (Gate(), Gate())
    bus.subscribe(to: "outer") { _, _ in
      Task {
        depths.add(bus.plan(for: "inner").depth)
        first.open()
      }
    }
    bus.subscribe(to: "outer", on: .shared) { _ in
      Task {
        depths.add(bus.plan(for: "inner").depth)
        second.open()
      }
    }
    bus.subscribe(to: "outer") { _ in
      await first.wait()
      await second.wait()
    }

    await bus.emit("outer")

    #expect(depths.entries == [1, 1])
  }
}
