/// What an emission would do if it started now.
public struct EmissionPlan: Sendable {
  /// The event.
  public let event: EventName

  /// 0 outside of handlers, or else one more than the emission that is being handled.
  public let depth: Int

  /// The handlers of the event, in running order.
  public let registrations: [Registration]

  /// Why the emission would be refused and none of the handlers run, or nil if it would not.
  public let refusal: RunawayError?
}
