import Events
import Logging

/// What a handler costs, by how many there are.
var handlerRows: [Row] {
  [
    asyncRow(1, python: 0.5, node: 1),
    asyncRow(10, bare: 1.35, python: 0.35, node: 0.6),
    asyncRow(1_000, bare: 0.85, python: 0.35, node: 0.6),
  ] + [
    immediateRow(1),
    immediateRow(10, emitter: 1.1),
    immediateRow(1_000, emitter: 0.4),
  ]
}

private func asyncRow(_ count: Int, bare: Double? = nil, python: Double, node: Double) -> Row {
  Row(
    name: count == 1 ? "1 async handler" : "\(count) async handlers",
    unit: "ns per handler",
    contestants: [
      .here("EventBus", units: count) { emitting(on: busWithAsyncHandlers(count)) },
      .here("bare loop", goal: bare, units: count) { bareLoop(asyncBodies(count)) },
      .here("bare loop, task-local bound", units: count) { boundLoop(asyncBodies(count)) },
      .python("async \(count)", goal: python),
      .node("async \(count)", goal: node),
      .emitter("\(count)"),
      .here("AsyncStream", units: count) { asyncStreams(count) },
    ]
  )
}

private func immediateRow(_ count: Int, emitter: Double? = nil) -> Row {
  Row(
    name: count == 1 ? "1 handler that never suspends" : "\(count) handlers that never suspend",
    unit: "ns per handler",
    contestants: [
      .here("EventBus", units: count) { emitting(on: busWithImmediateHandlers(count)) },
      .here("bare loop", units: count) { bareLoop(immediate: immediateBodies(count)) },
      .here("bare loop, task-local bound", units: count) {
        boundLoop(immediate: immediateBodies(count))
      },
      .emitter("\(count)", goal: emitter),
      .here("NotificationCenter", units: count) { notificationCenter(count) },
      .here("PassthroughSubject", units: count) { passthroughSubject(count) },
    ]
  )
}

extension EventName {
  static let measured: EventName = "a"
}

/// A bus that logs to nobody.
func quietBus(
  tracer: (any EventTracer)? = nil,
  interceptor: Interceptor? = nil
) -> EventBus {
  let logger = Logger(label: "Benchmarks") { _ in SwiftLogNoOpLogHandler() }
  return EventBus(logger: logger, tracer: tracer, interceptor: interceptor)
}

func busWithAsyncHandlers(
  _ count: Int,
  tracer: (any EventTracer)? = nil,
  interceptor: Interceptor? = nil
) -> EventBus {
  let bus = quietBus(tracer: tracer, interceptor: interceptor)
  for _ in 0..<count { bus.subscribe(to: .measured, asyncBody()) }
  return bus
}

private func busWithImmediateHandlers(_ count: Int) -> EventBus {
  let bus = quietBus()
  for _ in 0..<count { bus.subscribe(to: .measured, immediateBody()) }
  return bus
}

/// Emits again and again.
func emitting(_ event: EventName = .measured, on bus: EventBus) -> SharedWork {
  { [data = payload] count in
    for _ in 0..<count { await bus.emit(event, data) }
  }
}
