/// The result of one emission.
///
/// It serves diagnosis and tests: an emitter that depends on the results of its handlers knows too
/// much about them. A report costs nothing while no handler fails, and can be ignored.
public struct EmissionReport: Sendable {
  /// The number of handlers that completed.
  public internal(set) var completed = 0

  /// The emission's number, or 0 if it has none.
  private var number = 0

  /// Everything that did not complete, in the order in which it happened.
  private var exceptions: [Exception] = []

  private enum Exception {
    case failed(HandlerFailure)
    case cancelled(Subscription)
    case skipped(Subscription)
    case refused(RunawayError)
  }

  /// The number of the emission in the trace of its bus; nil if the bus has no tracer, or if the
  /// emission was refused.
  public var emission: Int? { number == 0 ? nil : number }

  /// The handlers that failed, in running order, each with its error.
  ///
  /// - Complexity: O(*n*) for *n* handlers that did not complete.
  public var failures: [HandlerFailure] {
    exceptions.compactMap { if case .failed(let failure) = $0 { failure } else { nil } }
  }

  /// The handlers that ended because the emitting task was cancelled, in running order.
  ///
  /// - Complexity: O(*n*) for *n* handlers that did not complete.
  public var cancellations: [Subscription] {
    exceptions.compactMap { if case .cancelled(let handler) = $0 { handler } else { nil } }
  }

  /// The handlers that were skipped, in running order: an ``Interceptor`` did not call them.
  ///
  /// - Complexity: O(*n*) for *n* handlers that did not complete.
  public var skips: [Subscription] {
    exceptions.compactMap { if case .skipped(let handler) = $0 { handler } else { nil } }
  }

  /// The reason why the emission was refused and ran no handler; nil if it was not refused.
  public var refusal: RunawayError? {
    if case .refused(let error) = exceptions.first { error } else { nil }
  }

  /// The number of handlers that had a turn.
  public var handlerCount: Int { refusal == nil ? completed + exceptions.count : 0 }

  /// The numbers of handlers that failed, were cancelled and were skipped.
  var exceptionCounts: (failed: Int, cancelled: Int, skipped: Int) {
    exceptions.isEmpty ? (0, 0, 0) : (failures.count, cancellations.count, skips.count)
  }

  init(emission: Int? = nil) {
    number = emission ?? 0
  }

  init(refusal: RunawayError) {
    exceptions = [.refused(refusal)]
  }

  /// Adds the report of the handlers that follow.
  mutating func add(_ next: EmissionReport) {
    completed += next.completed
    exceptions += next.exceptions
  }

  mutating func add(_ outcome: HandlerOutcome, of subscription: Subscription) {
    switch outcome {
    case .completed: completed += 1
    case .failed(let error):
      exceptions.append(.failed(HandlerFailure(subscription: subscription, error: error)))
    case .cancelled: exceptions.append(.cancelled(subscription))
    case .skipped: exceptions.append(.skipped(subscription))
    }
  }
}

/// A handler that failed, with its error.
public struct HandlerFailure: Sendable {
  /// The subscription that ran.
  public let subscription: Subscription

  /// The error that the handler threw.
  public let error: any Error
}

/// The error of an emission that was refused because it would have been nested too deeply.
public struct RunawayError: Error, Hashable, CustomStringConvertible {
  /// The limit of the bus: the number of emissions that may be nested.
  public let depthLimit: Int

  /// The events that led to the refusal, each emitted by a handler of the one before it; the last
  /// one is the event whose emission was refused.
  public let chain: [EventName]

  /// The limit in one line.
  public var description: String {
    "more than \(depthLimit) nested \(depthLimit == 1 ? "emission" : "emissions")"
  }
}
