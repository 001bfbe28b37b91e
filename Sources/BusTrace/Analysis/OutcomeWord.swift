import Events
import TerminalText

/// How a handler ended, in a word for people.
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

extension HandlerRun {
  /// Whether the handler did not run, because a pause was answered so.
  ///
  /// That is known from its note, unless these are the handler's own words.
  func isSkipped(note: String?) -> Bool {
    let skipped = OutcomeWord.skipped.rawValue
    return note == skipped && subscription.handler.name != "print \(skipped)"
  }
}

extension HandlerTrace {
  var isSkipped: Bool { run.isSkipped(note: note) }

  var word: OutcomeWord {
    switch outcome {
    case .completed: isSkipped ? .skipped : .ok
    case .failed: .failed
    case .cancelled: .cancelled
    case nil: .running
    }
  }

  /// What the handler said and how it failed.
  var detail: String {
    var parts: [String] = []
    if case .failed(let error) = outcome { parts.append("\(error)") }
    if let note, !isSkipped { parts.append(note) }
    return parts.joined(separator: "; ").escaped
  }
}
