import Events
import Testing

@Suite("trace")
struct TraceTests {
  private let tracer: RecordingTracer
  private let bus: EventBus

  init() {
    tracer = RecordingTracer()
    bus = EventBus(logger: .silent, depthLimit: 2, tracer: tracer)
  }

  @Test func `everything that happens is recorded in the order in which it happens`() async {
    bus.subscribe(to: "a", name: "good") { _ in }
    bus.subscribe(to: "a", name: "bad") { _ in throw TestError() }
    bus.subscribe(to: "a", name: "late") { _ in throw CancellationError() }

    _ = await inCancelledTask { [bus] in await bus.emit("a") }

    #expect(
      tracer.lines == [
        "r1 good subscribed to a",
        "r2 bad subscribed to a",
        "r3 late subscribed to a",
        "#1 a started, 3 to run",
        "#1.1 good started",
        "#1.1 good completed",
        "#1.2 bad started",
        "#1.2 bad failed (mishap)",
        "#1.3 late started",
        "#1.3 late cancelled",
        "#1 a finished, 1 completed, 1 failed, 1 cancelled",
      ]
    )
    #expect(tracer.records.map(\.sequence) == Array(1...11))
    #expect(TraceCheck(tracer.records).violations == [])
  }

  @Test func `each record arrives before the bus goes on`() async {
    let tracer = tracer
    let counts = SharedLog<Int>()
    bus.subscribe(to: "a") { _ in counts.add(tracer.records.count) }
    counts.add(tracer.records.count)
    await bus.emit("a")
    counts.add(tracer.records.count)

    #expect(counts.entries == [1, 3, 5])
  }

  @Test func `an emission without handlers is recorded`() async {
    await bus.emit("a")

    #expect(
      tracer.lines == [
        "#1 a started, 0 to run", "#1 a finished, 0 completed, 0 failed, 0 cancelled",
      ]
    )
  }

  @Test func `the start of an emission has its data and its handlers`() async throws {
    let handler = bus.subscribe(to: "a") { _ in }.handler
    bus.subscribe(handler, to: "a")

    await bus.emit("a", ["user_id": 7])

    let start = try #require(tracer.starts.first)
    #expect(start.event == "a")
    #expect(start.depth == 0)
    #expect(start.parent == nil)
    #expect(start.data["user_id"] as? Int == 7)
    #expect(start.handlers.map(\.id) == [1, 2])
    #expect(start.handlers.allSatisfy { $0.handler === handler })
  }

  @Test func `emissions are numbered from one in the order of their starts`() async {
    bus.subscribe(to: "outer") { _, context in await context.bus.emit("inner") }
    for event: EventName in ["a", "outer", "b"] { await bus.emit(event) }

    #expect(tracer.starts.map(\.event) == ["a", "outer", "inner", "b"])
    #expect(tracer.starts.map(\.emission) == [1, 2, 3, 4])
  }

  @Test func `a handler's note is recorded when it ends, and the last one counts`() async {
    bus.subscribe(to: "a", name: "h") { _, context in
      context.note("first")
      context.note("second")
    }
    bus.subscribe(to: "a", name: "i") { _, context in
      context.note("before the error")
      throw TestError()
    }
    bus.subscribe(to: "a", name: "j") { _, _ in }

    await bus.emit("a")

    let ends = tracer.lines.filter { $0.contains("completed") || $0.contains("failed (") }
    #expect(
      ends == [
        "#1.1 h completed: second",
        "#1.2 i failed (mishap): before the error",
        "#1.3 j completed",
        "#1 a finished, 2 completed, 1 failed, 0 cancelled",
      ]
    )
  }

  @Test func `a refused emission is recorded with its chain, and gets no number`() async throws {
    bus.subscribe(to: "a", name: "again") { _, context in await context.bus.emit("a") }

    await bus.emit("a")
    await bus.emit("b")

    #expect(
      tracer.lines.dropFirst() == [
        "#1 a started, 1 to run",
        "#1.1 again started",
        "#1.1 > #2 a started, 1 to run",
        "#2.1 again started",
        "#2.1 > a refused at depth 2",
        "#2.1 again completed",
        "#2 a finished, 1 completed, 0 failed, 0 cancelled",
        "#1.1 again completed",
        "#1 a finished, 1 completed, 0 failed, 0 cancelled",
        "#3 b started, 0 to run",
        "#3 b finished, 0 completed, 0 failed, 0 cancelled",
      ]
    )
    let refusal = try #require(tracer.refusals.first)
    #expect(refusal.event == "a")
    #expect(refusal.parent?.emission == 2)
    #expect(refusal.parent?.position == 1)
    #expect(refusal.error.depthLimit == 2)
    #expect(refusal.error.chain == ["a", "a", "a"])
  }

  @Test func `subscribing and unsubscribing are recorded, found or not`() {
    let handler = EventHandler(name: "h") { _ in }
    bus.unsubscribe(handler, from: "a")
    bus.subscribe(handler, to: "a")
    bus.subscribe(handler, to: "a")
    bus.unsubscribe(handler, from: "b")
    for _ in 1...3 { bus.unsubscribe(handler, from: "a") }
    bus.subscribe(handler, to: "a")

    #expect(
      tracer.lines == [
        "no h unsubscribed from a",
        "r1 h subscribed to a",
        "r2 h subscribed to a",
        "no h unsubscribed from b",
        "r1 h unsubscribed from a",
        "r2 h unsubscribed from a",
        "no h unsubscribed from a",
        "r3 h subscribed to a",
      ]
    )
  }

  @Test func `reading the bus is not recorded`() {
    _ = bus.events
    _ = bus.subscriptions(to: "a")
    _ = bus.plan(for: "a")
    #expect(tracer.records.isEmpty)
  }

  @Test func `a report has the number of its emission in the trace, if there is a trace`() async {
    let bus = EventBus(logger: .silent, depthLimit: 2, tracer: RecordingTracer())
    let reports = SharedLog<Int?>()
    bus.subscribe(to: "a") { _, context in
      let inner = await context.bus.emit("b")
      reports.add(inner.emission)
    }
    bus.subscribe(to: "b") { _, context in
      let refused = await context.bus.emit("c")
      reports.add(refused.emission)
    }
    let outer = await bus.emit("a")
    #expect(outer.emission == 1)
    #expect(reports.entries == [nil, 2])
    #expect(await bus.emit("nobody").emission == 3)
    #expect(await EventBus().emit("a").emission == nil)
  }
}
