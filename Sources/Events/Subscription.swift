import Synchronization

/// A subscription of a handler to an event.
///
/// A handler that is subscribed twice has two subscriptions, which differ in their ``id``. A
/// subscription that is dropped goes on: the bus holds the handler until it is cancelled.
public struct Subscription: Sendable, Identifiable {
  /// The number of the subscription on its bus: 1 for the first; no number is used twice.
  public let id: Int

  /// The event.
  public var event: EventName { content.event }

  /// The handler that runs.
  public var handler: EventHandler { content.handler }

  /// The rest, in an object: facts of a trace copy a subscription several times.
  private let content: Content

  private final class Content: Sendable {
    let event: EventName
    let handler: EventHandler
    let bus: BusReference

    init(event: EventName, handler: EventHandler, bus: BusReference) {
      (self.event, self.handler, self.bus) = (event, handler, bus)
    }
  }

  init(_ entry: Subscriptions.Entry, to event: EventName, on bus: BusReference) {
    id = entry.id
    content = Content(event: event, handler: entry.handler, bus: bus)
  }

  /// Removes this subscription from its bus, if it is still there.
  ///
  /// Emissions that have already started still run the handler.
  ///
  /// - Returns: True if it was there; false if it had been removed before, or the bus is gone.
  /// - Complexity: O(log *n*) for *n* subscriptions to the event.
  @discardableResult
  public func cancel() -> Bool {
    content.bus.object?.cancel(self) ?? false
  }
}

/// A bus, for as long as something else holds it.
///
/// A subscription that held its bus would keep everything alive that is subscribed there.
final class BusReference: Sendable {
  private struct Weak {
    weak var bus: EventBus?
  }

  private let content = Mutex(Weak())

  /// The bus; set once, by the bus itself.
  var object: EventBus? {
    get { content.withLock { $0.bus } }
    set { content.withLock { $0.bus = newValue } }
  }
}
