/// What became of one emission.
///
/// For diagnosis and tests: an emitter that acts on what its handlers did knows too much about
/// them. It costs nothing while no handler fails, and can be ignored.
public struct EmissionReport: Sendable {
  /// How many handlers completed.
  public internal(set) var completed = 0

  /// The handlers that failed, in the order in which they ran, each with its error.
  public internal(set) var failed: [HandlerFailure] = []

  /// The handlers that ended with a `CancellationError`, in the order in which they ran.
  public internal(set) var cancelled: [Registration] = []

  /// Why the emission was refused and ran no handler, or nil if it was not.
  public internal(set) var refusal: RunawayError?

  /// How many handlers ran.
  public var handlers: Int { completed + failed.count + cancelled.count }

  mutating func add(_ outcome: HandlerOutcome, of registration: Registration) {
    switch outcome {
    case .completed: completed += 1
    case .failed(let error): failed.append(HandlerFailure(registration: registration, error: error))
    case .cancelled: cancelled.append(registration)
    }
  }
}

/// A handler that failed, and how.
public struct HandlerFailure: Sendable {
  /// The registration that ran.
  public let registration: Registration

  /// What the handler threw.
  public let error: any Error
}

/// Why an emission was refused: it would have been nested too deeply.
public struct RunawayError: Error, Hashable, CustomStringConvertible {
  /// The bus's limit: how many emissions may be inside one another.
  public let depthLimit: Int

  /// The events that led there, each emitted by a handler of the one before it; the last one is
  /// the event whose emission was refused.
  public let chain: [EventName]

  /// The limit in one line.
  public var description: String {
    "more than \(depthLimit) emissions inside one another"
  }
}
