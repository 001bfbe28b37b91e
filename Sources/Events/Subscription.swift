/// A subscription of a handler to an event.
///
/// A handler that is subscribed twice has two subscriptions, which differ in their ``id``. A
/// subscription stays active if its value is dropped: the bus holds the handler until the
/// subscription is cancelled.
public struct Subscription: Sendable, Identifiable {
  /// The number of the subscription on its bus: 1 for the first; no number is used twice.
  public let id: Int

  /// The event.
  public let event: EventName

  /// The handler that runs.
  public let handler: EventHandler

  private let bus: BusReference

  init(_ entry: Subscriptions.Entry, to event: EventName, on bus: BusReference) {
    (id, handler) = (entry.id, entry.handler)
    (self.event, self.bus) = (event, bus)
  }

  /// Creates a subscription that was recorded, and belongs to no bus.
  package init(recorded id: Int, of handler: EventHandler, to event: EventName) {
    (self.id, self.event, self.handler) = (id, event, handler)
    bus = BusReference()
  }

  /// Removes this subscription from its bus, if it is still there.
  ///
  /// Emissions that have already started still run the handler.
  ///
  /// - Returns: True if it was there; false if it had been removed before, or the bus is gone.
  /// - Complexity: O(log *n*) for *n* subscriptions to the event.
  @discardableResult
  public func cancel() -> Bool {
    bus.object?.cancel(self) ?? false
  }
}
