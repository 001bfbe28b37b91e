import Events

/// A price has changed.
struct PriceChanged: Event {
  static let name: EventName = "price.changed"

  let price: Int
}

/// Prints prices until the task is cancelled, and leaves out those that it is too slow for.
func printPrices(on bus: EventBus) async {
  for await change in bus.events(of: PriceChanged.self, bufferingPolicy: .bufferingNewest(1)) {
    print(change.price)
  }
}
