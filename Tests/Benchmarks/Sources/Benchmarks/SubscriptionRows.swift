import Events

/// What subscribing and unsubscribing cost.
var subscriptionRows: [Row] { [1, 1_000, 100_000].map(changeRow) }

private func changeRow(_ count: Int) -> Row {
  Row(
    name: "subscribe and unsubscribe behind \(count)",
    unit: "ns for both",
    contestants: [
      .here("EventBus") {
        let bus = busWithAsyncHandlers(count)
        let handler = EventHandler(asyncBody())
        return { turns in
          for _ in 0..<turns {
            bus.subscribe(handler, to: .measured)
            bus.unsubscribe(handler, from: .measured)
          }
        }
      },
      .python("subscribe \(count)"),
      .node("subscribe \(count)"),
      .emitter("subscribe \(count)"),
    ]
  )
}
