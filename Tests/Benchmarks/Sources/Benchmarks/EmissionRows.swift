import Events

/// What an emission costs where something is special.
var emissionRows: [Row] {
  [
    Row(
      name: "nobody listens",
      unit: "ns per emission",
      contestants: [
        .here("EventBus") { emitting("nobody", on: busWithAsyncHandlers(1)) },
        .here("locked dictionary look-up", goal: 1.7) { lockedLookUp(of: "nobody") },
        .python("nobody"),
        .node("nobody"),
        .emitter("nobody"),
      ]
    ),
    Row(
      name: "1 event among 1,000,000",
      unit: "ns per emission",
      contestants: [
        .here("EventBus") { emitting(on: busWithOtherEvents(1_000_000)) },
        .here("EventBus without the others", goal: 1.1) { emitting(on: busWithAsyncHandlers(1)) },
      ]
    ),
    Row(
      name: "10 emissions inside one another",
      unit: "ns per emission",
      contestants: [
        .here("EventBus", units: 10) { emitting("level 0", on: busWithChain(10)) },
        .python("nested 10"),
        .node("nested 10"),
      ]
    ),
    Row(
      name: "1 failing handler among 10",
      unit: "ns per handler",
      contestants: [
        .here("EventBus", units: 10) {
          let bus = busWithAsyncHandlers(9)
          let calls = Calls()
          bus.subscribe(to: .measured) { _ async throws in
            calls.add()
            throw NoError()
          }
          return emitting(on: bus)
        },
        .python("failing 1 in 10"),
        .node("failing 1 in 10"),
      ]
    ),
    Row(
      name: "10 async handlers, traced",
      unit: "ns per handler",
      contestants: [
        .here("EventBus", units: 10) { emitting(on: busWithAsyncHandlers(10, tracer: Deaf())) },
        .here("EventBus without a tracer", units: 10) { emitting(on: busWithAsyncHandlers(10)) },
      ]
    ),
    Row(
      name: "10 async handlers, from the main actor",
      unit: "ns per handler",
      contestants: [
        .here("EventBus", units: 10) {
          let bus = busWithAsyncHandlers(10)
          return { count in await emitFromMainActor(on: bus, count) }
        },
        .here("EventBus from elsewhere", units: 10) { emitting(on: busWithAsyncHandlers(10)) },
      ]
    ),
  ]
}

private struct NoError: Error {}

/// A tracer that costs nothing by itself.
private struct Deaf: EventTracer {
  func record(_ record: TraceRecord) {}
}

@MainActor
private func emitFromMainActor(on bus: EventBus, _ count: Int) async {
  let data = payload
  for _ in 0..<count { await bus.emit(.measured, data) }
}

private func busWithOtherEvents(_ count: Int) -> EventBus {
  let bus = busWithAsyncHandlers(1)
  let handler = EventHandler(asyncBody())
  for number in 1..<count { bus.subscribe(handler, to: EventName("event \(number)")) }
  return bus
}

/// Events of which each is emitted by the handler of the one before.
private func busWithChain(_ length: Int) -> EventBus {
  let bus = quietBus()
  for level in 0..<length - 1 {
    let next = EventName("level \(level + 1)")
    bus.subscribe(to: EventName("level \(level)")) { data, context in
      await context.bus.emit(next, data)
    }
  }
  bus.subscribe(to: EventName("level \(length - 1)"), asyncBody())
  return bus
}
