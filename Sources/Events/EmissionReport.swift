/// What became of one emission.
///
/// For diagnosis and tests: an emitter that acts on what its handlers did knows too much about
/// them. It costs nothing while no handler fails, and can be ignored.
public struct EmissionReport: Sendable {
  /// How many handlers completed.
  public internal(set) var completed = 0

  /// What went otherwise, in the order in which it happened.
  private var exceptions: [Exception] = []

  private enum Exception {
    case failed(HandlerFailure)
    case cancelled(Registration)
    case refused(RunawayError)
  }

  /// The handlers that failed, in the order in which they ran, each with its error.
  public var failed: [HandlerFailure] {
    exceptions.compactMap { if case .failed(let failure) = $0 { failure } else { nil } }
  }

  /// The handlers that ended with a `CancellationError`, in the order in which they ran.
  public var cancelled: [Registration] {
    exceptions.compactMap { if case .cancelled(let handler) = $0 { handler } else { nil } }
  }

  /// Why the emission was refused and ran no handler, or nil if it was not.
  public var refusal: RunawayError? {
    if case .refused(let error) = exceptions.first { error } else { nil }
  }

  /// How many handlers ran.
  public var handlers: Int { refusal == nil ? completed + exceptions.count : 0 }

  init() {}

  init(refusal: RunawayError) {
    exceptions = [.refused(refusal)]
  }

  mutating func add(_ outcome: HandlerOutcome, of registration: Registration) {
    switch outcome {
    case .completed: completed += 1
    case .failed(let error):
      exceptions.append(.failed(HandlerFailure(registration: registration, error: error)))
    case .cancelled: exceptions.append(.cancelled(registration))
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
    "more than \(depthLimit) \(depthLimit == 1 ? "emission" : "emissions") inside one another"
  }
}
