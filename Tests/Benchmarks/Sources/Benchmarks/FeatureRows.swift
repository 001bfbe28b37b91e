import Events

/// The cost of typed events, interceptors and waiting, against the same without them.
var featureRows: [Row] {
  [typedRow(1), typedRow(10)] + [
    Row(
      name: "10 async handlers, an interceptor",
      unit: "ns per handler",
      contestants: [
        .here("EventBus, 1 interceptor", units: 10) {
          emitting(on: busWithAsyncHandlers(10, interceptor: { _, next in try await next() }))
        },
        .here("EventBus without one", units: 10) { emitting(on: busWithAsyncHandlers(10)) },
      ]
    ),
    Row(
      name: "once, and its emission",
      unit: "ns for both",
      contestants: [
        .here("once") {
          let bus = quietBus()
          let handler = EventHandler(immediateBody())
          return { [data = payload] count in
            for _ in 0..<count {
              bus.once(handler, to: .measured)
              await bus.emit(.measured, data)
            }
          }
        },
        .here("subscribe and unsubscribe") {
          let bus = quietBus()
          let handler = EventHandler(immediateBody())
          return { [data = payload] count in
            for _ in 0..<count {
              bus.subscribe(handler, to: .measured)
              await bus.emit(.measured, data)
              bus.unsubscribe(handler, from: .measured)
            }
          }
        },
      ]
    ),
    Row(
      name: "events, an element",
      unit: "ns per emission",
      contestants: [
        .here("events") {
          let bus = quietBus()
          return { [data = payload] count in
            var iterator = bus.events(of: .measured).makeAsyncIterator()
            for _ in 0..<count {
              await bus.emit(.measured, data)
              _ = await iterator.next(isolation: #isolation)
            }
          }
        },
        .here("AsyncStream") { asyncStreams(1) },
      ]
    ),
  ]
}

private struct Measured: Event {
  static let name: EventName = "a"
  let userID: Int
}

private func typedRow(_ count: Int) -> Row {
  Row(
    name: count == 1 ? "1 typed async handler" : "\(count) typed async handlers",
    unit: "ns per handler",
    contestants: [
      .here("typed", units: count) {
        let bus = quietBus()
        for _ in 0..<count {
          let calls = Calls()
          bus.subscribe(to: Measured.self) { _ async throws in calls.add() }
        }
        return { count in for _ in 0..<count { await bus.emit(Measured(userID: 7)) } }
      },
      .here("untyped", goal: 1.15, units: count) {
        let bus = busWithAsyncHandlers(count)
        return { count in for _ in 0..<count { await bus.emit(.measured, ["user_id": 7]) } }
      },
      .here("untyped, the same data each time", units: count) {
        emitting(on: busWithAsyncHandlers(count))
      },
    ]
  )
}
