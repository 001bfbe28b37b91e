import Synchronization
import TerminalText

/// The output of a trial run.
final class TrialRunOutput: ShellOutput {
  let results = OutputTraits()
  let diagnostics = OutputTraits()
  let isClosed = false
  private let state = Mutex(State())

  private struct State {
    var trace: [String] = []
    var failure: String?
  }

  /// The trace, line by line.
  var trace: [String] { state.withLock { $0.trace } }

  /// The first line of the first diagnostic.
  var failure: String? { state.withLock { $0.failure } }

  func write(_ text: String) {
    state.withLock { $0.trace += text.textLines.dropLast() }
  }

  func writeDiagnostic(_ text: String) {
    state.withLock { state in
      if state.failure == nil { state.failure = text.textLines.first }
    }
  }

  func flush() {}
}
