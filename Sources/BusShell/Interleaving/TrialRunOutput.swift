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
    var failures: [String] = []
  }

  /// The maximum number of diagnostics that are kept.
  private static let maximumFailures = 100

  /// The trace, line by line.
  var trace: [String] { state.withLock { $0.trace } }

  /// The first lines of the diagnostics.
  var failures: [String] { state.withLock { $0.failures } }

  func write(_ text: String) {
    state.withLock { $0.trace += text.textLines.dropLast() }
  }

  func writeDiagnostic(_ text: String) {
    state.withLock { state in
      guard state.failures.count < Self.maximumFailures else { return }
      state.failures += text.textLines.prefix(1)
    }
  }

  func flush() {}
}
