import Synchronization
import TerminalText

/// An output that keeps results and diagnostics together, in the order in which they are written.
final class CollectedOutput: ShellOutput {
  private let collected = Mutex("")

  let isClosed = false
  let results: OutputTraits
  let diagnostics: OutputTraits

  init(results: OutputTraits, diagnostics: OutputTraits) {
    self.results = results
    self.diagnostics = diagnostics
  }

  var text: String { collected.withLock { $0 } }

  func write(_ text: String) {
    collected.withLock { $0 += text }
  }

  func writeDiagnostic(_ text: String) {
    collected.withLock { $0 += text }
  }

  func flush() {}
}
