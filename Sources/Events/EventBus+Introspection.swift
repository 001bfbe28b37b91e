import Synchronization

// Reading the subscriptions, and the plan of an emission.

extension EventBus {
  /// The events that have handlers, sorted by name.
  ///
  /// - Complexity: O(*n* log *n*) for *n* events.
  public var events: [EventName] {
    state.content.withLock { $0.subscriptions.events }.sorted()
  }

  /// Returns the subscriptions to an event in running order.
  ///
  /// - Parameter event: The event.
  /// - Returns: The subscriptions; empty if nobody listens.
  /// - Complexity: O(*n*) for *n* subscriptions; the bus is not blocked meanwhile.
  public func subscriptions(to event: EventName) -> [Subscription] {
    state.content.withLock { $0.subscriptions[event] }.subscriptions(to: event, on: state.reference)
  }

  /// Returns the ids of the subscriptions to an event that end with its next emission.
  ///
  /// - Parameter event: The event.
  /// - Returns: The ids of those that were made with `once`.
  package func onceSubscriptions(to event: EventName) -> Set<Int> {
    state.content.withLock { $0.subscriptions.onceSubscriptions(to: event) }
  }

  /// Returns the plan of an emission from here, without running anything.
  ///
  /// - Parameter event: The event.
  /// - Returns: The handlers that would run, and the reason if the emission would be refused.
  /// - Complexity: O(*n*) for *n* subscriptions.
  public func plan(for event: EventName) -> EmissionPlan {
    let frame = Emission.Frame.current
    return EmissionPlan(
      event: event,
      depth: Emission.Frame.depth(inside: frame),
      subscriptions: subscriptions(to: event),
      refusal: refusal(of: event, from: frame)
    )
  }
}
