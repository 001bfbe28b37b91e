/// A subscription of a handler to an event.
///
/// A handler that is subscribed twice has two subscriptions, which differ in their ``id``.
public struct Subscription: Sendable, Identifiable {
  /// The number of the subscription on its bus: 1 for the first; no number is used twice.
  public let id: Int

  /// The handler that runs.
  public let handler: EventHandler
}
