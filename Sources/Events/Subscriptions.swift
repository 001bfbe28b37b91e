/// The subscriptions of a bus: for each event a list, in running order.
///
/// A plain value. The bus keeps it behind its lock and hands out copies of the lists, which later
/// changes do not touch.
struct Subscriptions: Sendable {
  private var lists: [EventName: [Subscription]] = [:]

  /// The number of subscriptions ever made.
  private var total = 0

  /// The events that have at least one handler.
  ///
  /// An event whose last handler left has no entry.
  var events: [EventName] { Array(lists.keys) }

  /// The subscriptions to an event; empty if there are none.
  subscript(event: EventName) -> [Subscription] {
    lists[event] ?? []
  }

  /// Appends a subscription to the list of an event.
  mutating func add(_ handler: EventHandler, to event: EventName) -> Subscription {
    total += 1
    let subscription = Subscription(id: total, handler: handler)
    lists[event, default: []].append(subscription)
    return subscription
  }

  /// Removes the first subscription of a handler to an event.
  ///
  /// - Returns: The removed subscription, so that the caller decides where it is released: the
  ///   deinitializer of a handler may run code of the application, which must not happen under a
  ///   lock.
  mutating func remove(_ handler: EventHandler, from event: EventName) -> Subscription? {
    guard let list = lists.index(forKey: event),
      let first = lists.values[list].firstIndex(where: { $0.handler === handler })
    else { return nil }
    let removed = lists.values[list].remove(at: first)
    if lists.values[list].isEmpty { lists.remove(at: list) }
    return removed
  }
}
