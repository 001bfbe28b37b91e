/// Which handlers are subscribed to which event, in the order in which they run.
///
/// A plain value: the bus keeps it behind its lock and hands out copies of its lists, which
/// later changes do not touch.
struct Registry: Sendable {
  private var lists: [EventName: HandlerList] = [:]
  private var registrations = 0

  /// The events that have at least one handler.
  ///
  /// An event whose last handler left has no entry.
  var events: [EventName] { Array(lists.keys) }

  /// The registrations of an event; an empty list if it has none.
  subscript(event: EventName) -> HandlerList {
    lists[event] ?? HandlerList()
  }

  mutating func add(_ handler: EventHandler, to event: EventName) -> Registration {
    registrations += 1
    let registration = Registration(id: registrations, handler: handler)
    lists[event, default: HandlerList()].append(registration)
    return registration
  }

  /// Removes the first registration of a handler for an event.
  ///
  /// - Returns: What was removed, so that the caller decides where it is released: a handler's
  ///   deinitializer may run code of the application, which must not happen under a lock.
  mutating func remove(_ handler: EventHandler, from event: EventName) -> Registration? {
    guard let index = lists.index(forKey: event) else { return nil }
    guard let removed = lists.values[index].removeFirst(handler) else { return nil }
    if lists.values[index].isEmpty { lists.remove(at: index) }
    return removed
  }
}

/// The registrations of one event in running order.
struct HandlerList: Sendable {
  private(set) var registrations: [Registration] = []

  /// How many of the handlers may suspend.
  private var suspending = 0

  var isEmpty: Bool { registrations.isEmpty }

  /// Whether a handler of this list may wait for a nested emission.
  var maySuspend: Bool { suspending > 0 }

  fileprivate mutating func append(_ registration: Registration) {
    registrations.append(registration)
    if !registration.handler.isImmediate { suspending += 1 }
  }

  fileprivate mutating func removeFirst(_ handler: EventHandler) -> Registration? {
    guard let index = registrations.firstIndex(where: { $0.handler === handler }) else {
      return nil
    }
    if !handler.isImmediate { suspending -= 1 }
    return registrations.remove(at: index)
  }
}
