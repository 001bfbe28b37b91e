import Events

/// Prints prices until the task is cancelled, and leaves out those that it is too slow for.
func printPrices(on bus: EventBus) async throws {
  for await data in bus.events(of: "price.changed", bufferingPolicy: .bufferingNewest(1)) {
    print(try data.value("price", as: Int.self))
  }
}
