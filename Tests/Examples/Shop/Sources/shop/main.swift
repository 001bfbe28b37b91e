import BusConsole
import Events
import Synchronization

struct OrderPlaced: Event {
  static let name: EventName = "order.placed"
  let item: String
}
final class Stock: Sendable {
  let orders = Mutex<[String: Int]>([:])
}

await BusConsole("shop", version: "1.0") { bus, clock in
  let stock = Stock()
  return ConsoleApplication(
    handlers: [
      ConsoleHandler(to: OrderPlaced.self, "pack", "take it from the shelf") { order, context in
        stock.orders.withLock { $0[order.item, default: 0] += 1 }
        context.note("one \(order.item) packed")
      },
      ConsoleHandler(to: OrderPlaced.self, "ship", "wait for the van, an hour") { _, _ in
        try await clock.sleep(for: .seconds(3600))
      },
    ],
    services: [
      ConsoleService("stock") { stock.orders.withLock { $0.map { ["item": $0, "packed": $1] } } }
    ]
  )
}.main()
