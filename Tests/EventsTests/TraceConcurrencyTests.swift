import Events
import Testing

@Suite("trace: several tasks")
struct TraceConcurrencyTests {
  @Test func `the trace of a bus that many tasks use keeps every rule`() async {
    let tracer = RecordingTracer()
    let bus = EventBus(logger: .silent, tracer: tracer)
    bus.subscribe(to: "inner", name: "inner") { _ in await Task.yield() }
    let shared = EventHandler(name: "shared") { _ in throw TestError() }

    await withDiscardingTaskGroup { group in
      for task in 1...16 {
        group.addTask {
          for round in 1...50 {
            let event: EventName = "event \((task + round) % 5)"
            let own = bus.subscribe(to: event, name: "task \(task)") { _, context in
              await context.bus.emit("inner")
              await Task.yield()
            }.handler
            bus.subscribe(shared, to: event)
            await bus.emit(event)
            bus.unsubscribe(shared, from: event)
            bus.unsubscribe(own, from: event)
          }
        }
      }
    }

    #expect(TraceCheck(tracer.records).violations == [])
    #expect(!tracer.wasCalledWhileBusy)
    #expect(tracer.starts.filter { $0.event != "inner" }.count == 800)
    #expect(bus.events == ["inner"])
  }

  @Test func `subscriptions are recorded in the order of their numbers`() async {
    let tracer = RecordingTracer()
    let bus = EventBus(tracer: tracer)

    await withDiscardingTaskGroup { group in
      for task in 1...10 {
        group.addTask {
          for _ in 1...200 { bus.subscribe(to: "a", name: "task \(task)") { _ in } }
        }
      }
    }

    let recorded = tracer.records.compactMap { record in
      if case .handlerSubscribed(_, let subscription) = record.fact { subscription.id } else { nil }
    }
    #expect(recorded == Array(1...2_000))
    #expect(bus.subscriptions(to: "a").map(\.id) == recorded)
  }

  @Test func `an emission that runs concurrently with another one is not its child`() async {
    let tracer = RecordingTracer()
    let bus = EventBus(tracer: tracer)
    let isRunning = Gate()
    let mayEnd = Gate()
    bus.subscribe(to: "slow") { _ in
      isRunning.open()
      await mayEnd.wait()
    }
    bus.subscribe(to: "fast", name: "h") { _ in }

    async let slow = bus.emit("slow")
    await isRunning.wait()
    await bus.emit("fast")
    mayEnd.open()
    _ = await slow

    #expect(tracer.starts.map(\.event) == ["slow", "fast"])
    #expect(tracer.starts.map(\.parent) == [nil, nil])
    #expect(
      tracer.lines.suffix(2) == [
        "#1.1 \(bus.subscriptions(to: "slow").map(\.handler.name).joined()) completed",
        "#1 slow finished, 1 completed, 0 failed, 0 cancelled",
      ]
    )
    #expect(TraceCheck(tracer.records).violations == [])
  }

  @Test func `a trace with a record missing or out of place is found out`() async throws {
    let tracer = RecordingTracer()
    let bus = EventBus(logger: .silent, tracer: tracer)
    let handler = bus.subscribe(to: "a") { _, context in await context.bus.emit("b") }
      .handler
    bus.subscribe(handler, to: "a")
    bus.unsubscribe(handler, from: "a")
    await bus.emit("a")
    let records = tracer.records
    #expect(TraceCheck(records).violations == [])

    for index in records.indices {
      var missing = records
      let record = missing.remove(at: index)
      #expect(!TraceCheck(missing).violations.isEmpty)
      missing.insert(record, at: index == 0 ? 1 : index - 1)
      #expect(!TraceCheck(missing).violations.isEmpty)
    }
  }
}
