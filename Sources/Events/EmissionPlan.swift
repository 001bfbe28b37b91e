/// The plan of an emission that would start now.
public struct EmissionPlan: Sendable {
  /// The event.
  public let event: EventName

  /// The nesting depth: 0 outside handlers, otherwise one more than that of the emission that is
  /// being handled.
  public let depth: Int

  /// The subscriptions to the event, in running order.
  public let subscriptions: [Subscription]

  /// The reason why the emission would be refused, in which case no handler would run; nil if it
  /// would not be refused.
  public let refusal: RunawayError?
}
