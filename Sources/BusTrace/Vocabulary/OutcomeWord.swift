import Events
import TerminalText

/// The outcome of a handler in one word for people.
package enum OutcomeWord: String {
  case ok, failed, cancelled, skipped, running

  var style: Palette.Style? {
    switch self {
    case .ok: .ok
    case .failed: .failed
    case .cancelled, .skipped: .cancelled
    case .running: nil
    }
  }
}

extension HandlerOutcome {
  /// The outcome in one word for programs.
  package var word: String {
    switch self {
    case .completed: "completed"
    case .failed: "failed"
    case .cancelled: "cancelled"
    }
  }
}

extension HandlerRun {
  /// Indicates whether the handler was skipped at a pause.
  ///
  /// The note tells, unless it is the text that the handler itself prints.
  func isSkipped(note: String?) -> Bool {
    let skipped = OutcomeWord.skipped.rawValue
    return note == skipped && handlerName != "print \(skipped)"
  }
}

extension HandlerTrace {
  /// Indicates whether the handler was skipped at a pause.
  var isSkipped: Bool { run.isSkipped(note: note) }

  /// The outcome in one word for people.
  var word: OutcomeWord {
    switch outcome {
    case .completed: isSkipped ? .skipped : .ok
    case .failed: .failed
    case .cancelled: .cancelled
    case nil: .running
    }
  }

  /// The handler's error and note, safe to print.
  var detail: String {
    var parts: [String] = []
    if case .failed(let error) = outcome { parts.append("\(error)") }
    if let note, !isSkipped { parts.append(note) }
    return parts.joined(separator: "; ").escaped
  }
}

extension EmissionTrace {
  /// The number of handlers with each outcome; outcomes that no handler had are left out.
  var outcomes: [(count: Int, word: OutcomeWord)] {
    guard let end else { return [] }
    let skipped = runs.count(where: \.isSkipped)
    return [
      (end.completed - skipped, .ok), (end.failed, .failed), (end.cancelled, .cancelled),
      (skipped, .skipped),
    ].filter { $0.0 > 0 }
  }
}
