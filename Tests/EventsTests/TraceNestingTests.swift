import Events
import Testing

@Suite("trace: nested emissions")
struct TraceNestingTests {
  private let tracer: RecordingTracer
  private let bus: EventBus

  init() {
    tracer = RecordingTracer()
    bus = EventBus(logger: .silent, tracer: tracer)
  }

  @Test func `a nested emission is linked to the handler that emitted it`() async {
    bus.subscribe(to: "outer", name: "first") { _, context in await context.bus.emit("x") }
    bus.subscribe(to: "outer", name: "second") { [bus] _ in await bus.emit("y") }
    bus.subscribe(to: "y", name: "third") { _, context in await context.bus.emit("z") }

    await bus.emit("outer")

    #expect(
      tracer.lines.filter { $0.hasSuffix("to run") } == [
        "#1 outer started, 2 to run",
        "#1.1 > #2 x started, 0 to run",
        "#1.2 > #3 y started, 1 to run",
        "#3.1 > #4 z started, 0 to run",
      ]
    )
    #expect(tracer.starts.map(\.depth) == [0, 1, 1, 2])
    #expect(TraceCheck(tracer.records).violations == [])
  }

  @Test func `an emission from a child task is linked to the handler that started the task`()
    async throws
  {
    bus.subscribe(to: "outer") { _ in }
    bus.subscribe(to: "outer") { _, context in
      async let first = context.bus.emit("async let")
      _ = await first
    }
    bus.subscribe(to: "outer") { _, context in
      await withTaskGroup { group in
        group.addTask { _ = await context.bus.emit("task group") }
      }
    }
    bus.subscribe(to: "outer") { _, context in
      _ = await Task { await context.bus.emit("awaited task") }.value
    }

    await bus.emit("outer")

    #expect(tracer.starts.map(\.event) == ["outer", "async let", "task group", "awaited task"])
    #expect(tracer.starts.map(\.parent?.emission) == [nil, 1, 1, 1])
    #expect(tracer.starts.map(\.parent?.position) == [nil, 2, 3, 4])
    #expect(tracer.starts.map(\.depth) == [0, 1, 1, 1])
    #expect(TraceCheck(tracer.records).violations == [])
  }

  @Test func `an emission from a task that outlived its emission is a root`() async throws {
    let tasks = SharedLog<Task<Void, Never>>()
    let outerHasEnded = Gate()
    bus.subscribe(to: "outer") { _, context in
      tasks.add(
        Task {
          await outerHasEnded.wait()
          await context.bus.emit("late")
        }
      )
    }

    await bus.emit("outer")
    outerHasEnded.open()
    let task = try #require(tasks.entries.first)
    await task.value

    let late = try #require(tracer.starts.last)
    #expect(late.event == "late")
    #expect(late.parent == nil)
    #expect(late.depth == 0)
  }

  @Test func `an emission from a detached task is a root`() async {
    bus.subscribe(to: "outer") { _, context in
      _ = await Task.detached { await context.bus.emit("detached") }.value
    }

    await bus.emit("outer")

    #expect(tracer.starts.map(\.event) == ["outer", "detached"])
    #expect(tracer.starts.map(\.parent) == [nil, nil])
    #expect(tracer.starts.map(\.depth) == [0, 0])
  }

  @Test func `after a nested emission its handler is the place again`() async {
    bus.subscribe(to: "outer") { _, context in
      await context.bus.emit("first")
      await context.bus.emit("second")
    }
    bus.subscribe(to: "first") { _ in }

    await bus.emit("outer")
    await bus.emit("after")

    #expect(tracer.starts.map(\.event) == ["outer", "first", "second", "after"])
    #expect(tracer.starts.map(\.parent?.emission) == [nil, 1, 1, nil])
  }

  @Test(arguments: BusKind.allCases)
  func `a parent is an emission of the same bus, even across another one`(
    other kind: BusKind
  ) async {
    let other = kind.makeBus()
    bus.subscribe(to: "a") { _ in }
    bus.subscribe(to: "a") { _ in await other.emit("between") }
    other.subscribe(to: "between") { [bus] _ in await bus.emit("b") }

    await other.emit("elsewhere")
    await bus.emit("a")

    #expect(tracer.starts.map(\.event) == ["a", "b"])
    #expect(tracer.starts.map(\.parent?.emission) == [nil, 1])
    #expect(tracer.starts.map(\.parent?.position) == [nil, 2])
    #expect(tracer.starts.map(\.depth) == [0, 2])
  }

  @Test func `an emission by another bus's handler has no parent`() async {
    let other = BusKind.traced.makeBus()
    other.subscribe(to: "a") { [bus] _ in await bus.emit("b") }

    await other.emit("a")

    #expect(tracer.starts.map(\.event) == ["b"])
    #expect(tracer.starts.map(\.parent) == [nil])
    #expect(tracer.starts.map(\.depth) == [1])
  }

  @Test func `an emission that has ended is no parent, even across another bus`() async {
    let other = EventBus()
    let tasks = SharedLog<Task<Void, Never>>()
    let isBetween = Gate()
    let outerHasEnded = Gate()
    bus.subscribe(to: "outer") { _ in
      tasks.add(Task { await other.emit("between") })
      await isBetween.wait()
    }
    other.subscribe(to: "between") { [bus] _ in
      isBetween.open()
      await outerHasEnded.wait()
      await bus.emit("late")
    }

    await bus.emit("outer")
    outerHasEnded.open()
    for task in tasks.entries { await task.value }

    #expect(tracer.starts.map(\.event) == ["outer", "late"])
    #expect(tracer.starts.map(\.parent) == [nil, nil])
    #expect(tracer.starts.map(\.depth) == [0, 2])
  }
}
