package import Events

/// The outcome of a handler in one word, the same in every recording and view.
public enum RecordedOutcome: String, Sendable, Hashable {
  /// The handler returned.
  case completed

  /// The handler threw an error.
  case failed

  /// The handler ended because the emitting task was cancelled.
  case cancelled

  /// An interceptor skipped the handler.
  case skipped

  /// The handler had not ended at the end of the recording.
  case running
}

extension HandlerOutcome {
  /// The outcome in one word.
  package var word: RecordedOutcome {
    switch self {
    case .completed: .completed
    case .failed: .failed
    case .cancelled: .cancelled
    case .skipped: .skipped
    }
  }
}
