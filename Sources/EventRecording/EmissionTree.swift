public import Events

/// A recorded emission with its handlers, and everything that they emitted.
public struct EmissionTree: Sendable {
  /// The number of the session in the recording, from 1; a session is one run of the application.
  public internal(set) var session = 1

  /// The number of the emission in its session.
  public let number: Int

  /// The event.
  public let event: EventName

  /// The data, as JSON can hold it.
  public let data: EventData

  /// The nesting depth: 0 outside handlers.
  public let depth: Int

  /// The number of handlers that the emission was to run.
  public let handlerCount: Int

  /// The place of the start in the session.
  public let started: Moment

  /// The place of the end; nil if the emission had not ended at the end of the recording.
  public internal(set) var ended: Moment?

  /// The place of the cancellation; nil if none is recorded, and for nested emissions, which are
  /// cancelled with the outermost one.
  public internal(set) var cancelled: Moment?

  /// The handlers that started, in running order.
  public internal(set) var handlers: [Handler] = []

  /// The first changes of the event's subscriptions while the emission ran, which came too late for
  /// it.
  public internal(set) var changes: [Change] = []

  /// The number of further changes, which are not kept.
  public internal(set) var omittedChanges = 0

  /// The place of a fact in its session.
  public struct Moment: Sendable, Hashable {
    /// The number of the record.
    public let sequence: Int

    /// The time since the session began; nil if the recording has no times.
    public let time: Duration?
  }

  /// A run of a handler.
  public struct Handler: Sendable {
    /// The position among the handlers of the emission, from 1.
    public let position: Int

    /// The number of the subscription in its session.
    public let subscription: Int

    /// The name of the handler.
    public let name: String

    /// The place of the start in the session.
    public let started: Moment

    /// The place of the end; nil if the handler had not ended at the end of the recording.
    public internal(set) var ended: Moment?

    /// The outcome.
    public internal(set) var outcome = RecordedOutcome.running

    /// The description of the error, if the handler failed.
    public internal(set) var error: String?

    /// The note that the handler left.
    public internal(set) var note: String?

    /// The emissions that the handler made or tried to make, in the order of their ends.
    public internal(set) var nested: [Nested] = []

    /// The number of emissions that are missing with everything inside them, because the tree is
    /// full.
    public internal(set) var omitted = 0
  }

  /// An emission that a handler made or tried to make.
  public enum Nested: Sendable {
    /// An emission.
    case emission(EmissionTree)

    /// An emission that was refused.
    case refusal(Refusal)
  }

  /// An emission that was refused because it would have been nested too deeply.
  public struct Refusal: Sendable {
    /// The event.
    public let event: EventName

    /// The number of emissions that it would have been nested in.
    public let depth: Int

    /// The reason.
    public let reason: String

    /// The events that led to the refusal.
    public let chain: [EventName]

    /// The place in the session.
    public let moment: Moment
  }

  /// A handler that was subscribed or unsubscribed.
  public struct Change: Sendable {
    /// Indicates whether the handler was subscribed.
    public let isAdded: Bool

    /// The number of the subscription in its session.
    public let subscription: Int

    /// The name of the handler.
    public let handler: String

    /// The place in the session.
    public let moment: Moment
  }
}

extension EmissionTree {
  /// The time that the emission took; nil if it has not ended, or if there are no times.
  public var duration: Duration? { started.duration(to: ended) }
}

extension EmissionTree.Handler {
  /// The time that the handler took; nil if it has not ended, or if there are no times.
  public var duration: Duration? { started.duration(to: ended) }
}

extension EmissionTree.Moment {
  fileprivate func duration(to end: EmissionTree.Moment?) -> Duration? {
    guard let time, let end = end?.time else { return nil }
    return end - time
  }
}
