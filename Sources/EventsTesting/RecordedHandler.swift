public import Events

/// One run of a handler as it was recorded.
public struct RecordedHandler: Sendable {
  /// The event that the handler handled.
  public let event: EventName

  /// The subscription that made the handler run.
  public let subscription: Subscription

  /// The time from the start of the handler to its end, by the clock of the recorder; nil while it
  /// runs.
  public let duration: Duration?

  /// The note that the handler left with `HandlerContext.note(_:)`.
  public let note: String?

  let end: HandlerOutcome?
  let children: [RecordedEmission]

  init(
    event: EventName,
    subscription: Subscription,
    outcome: HandlerOutcome?,
    duration: Duration?,
    note: String?,
    children: [RecordedEmission]
  ) {
    self.event = event
    self.subscription = subscription
    self.end = outcome
    self.duration = duration
    self.note = note
    self.children = children
  }

  /// The way a handler ended.
  ///
  /// Cases may be added: a `switch` outside this package needs a `default`.
  public enum Outcome: String, Sendable {
    /// The handler has not ended yet.
    case running

    /// The handler returned.
    case completed

    /// The handler threw an error.
    case failed

    /// The handler threw a `CancellationError` because the emitting task was cancelled.
    case cancelled

    /// The handler was left out: the code around it did not call it.
    case skipped
  }
}

extension RecordedHandler {
  /// The name of the handler.
  public var name: String { subscription.handler.name }

  /// The way the handler ended.
  public var outcome: Outcome {
    switch end {
    case nil: .running
    case .completed: .completed
    case .failed: .failed
    case .cancelled: .cancelled
    case .skipped: .skipped
    }
  }

  /// The error of a handler that failed.
  public var error: (any Error)? {
    if case .failed(let error) = end { error } else { nil }
  }

  /// The emissions that the handler made, in the order of their start.
  public var emissions: RecordedEmissions { RecordedEmissions(children) }
}

extension RecordedHandler: CustomStringConvertible {
  /// The tree of the handler.
  public var description: String { tree.joined(separator: "\n") }
}
