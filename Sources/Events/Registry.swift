/// Which handlers are subscribed to which event, in the order in which they run.
///
/// A plain value: the bus keeps it behind its lock and hands out copies of its lists, which
/// later changes do not touch.
struct Registry: Sendable {
  private var lists: [EventName: [Registration]] = [:]
  private var registrations = 0

  /// The events that have at least one handler.
  ///
  /// An event whose last handler left has no entry.
  var events: [EventName] { Array(lists.keys) }

  /// The registrations of an event; an empty list if it has none.
  subscript(event: EventName) -> [Registration] {
    lists[event] ?? []
  }

  mutating func add(_ handler: EventHandler, to event: EventName) -> Registration {
    registrations += 1
    let registration = Registration(id: registrations, handler: handler)
    lists[event, default: []].append(registration)
    return registration
  }

  /// Removes the first registration of a handler for an event.
  ///
  /// - Returns: What was removed, so that the caller decides where it is released: a handler's
  ///   deinitializer may run code of the application, which must not happen under a lock.
  mutating func remove(_ handler: EventHandler, from event: EventName) -> Registration? {
    guard let list = lists.index(forKey: event),
      let first = lists.values[list].firstIndex(where: { $0.handler === handler })
    else { return nil }
    let removed = lists.values[list].remove(at: first)
    if lists.values[list].isEmpty { lists.remove(at: list) }
    return removed
  }
}
