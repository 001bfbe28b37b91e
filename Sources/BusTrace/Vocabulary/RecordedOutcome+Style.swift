import EventRecording
import Events
import TerminalText

extension RecordedOutcome {
  var style: Palette.Style? {
    switch self {
    case .completed: .ok
    case .failed: .failed
    case .cancelled, .skipped: .cancelled
    case .running: nil
    }
  }
}

/// The error of a handler that the user made fail at a pause, in place of running it.
package struct InjectedFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ message: String) {
    description = message
  }
}

extension HandlerTrace {
  /// Indicates whether the handler's code was called; at a pause the user may decide otherwise.
  package var didRun: Bool {
    switch outcome {
    case .skipped: false
    case .failed(let error): !(error is InjectedFailure)
    case .completed, .cancelled, nil: true
    }
  }

  /// The outcome in one word; a handler that has none yet is running.
  var word: RecordedOutcome { outcome?.word ?? .running }

  /// The handler's error and note, safe to print.
  var detail: String {
    guard case .failed(let error) = outcome else { return note?.escaped ?? "" }
    return (note.map { "\(error); \($0)" } ?? "\(error)").escaped
  }
}

extension EmissionTrace {
  /// The number of handlers that failed in the emissions nested in this one.
  var nestedFailures: Int { sum { $0.end?.failed ?? 0 } - (end?.failed ?? 0) }

  /// The number of emissions that were refused inside this one.
  var refusals: Int {
    sum { emission in
      emission.runs.reduce(0) { count, run in
        count + run.nested.count { if case .refusal = $0 { true } else { false } }
      }
    }
  }

  /// The number of handlers with each outcome; outcomes that no handler had are left out.
  var outcomes: [(count: Int, word: RecordedOutcome)] {
    guard let end else { return [] }
    return [
      (end.completed, .completed), (end.failed, .failed), (end.cancelled, .cancelled),
      (end.skipped, .skipped),
    ].filter { $0.0 > 0 }
  }
}
