import Synchronization
import TerminalText

/// An output that prints nothing while what happens is not the user's, as when a session is
/// repeated.
final class SilenceableOutput: ShellOutput {
  private let output: any ShellOutput
  private let silence = Atomic(false)

  init(_ output: any ShellOutput) {
    self.output = output
  }

  /// Indicates whether nothing is printed.
  var isSilent: Bool {
    get { silence.load(ordering: .relaxed) }
    set { silence.store(newValue, ordering: .relaxed) }
  }

  var results: OutputTraits { output.results }
  var diagnostics: OutputTraits { output.diagnostics }
  var isClosed: Bool { output.isClosed }

  func write(_ text: String) {
    if !isSilent { output.write(text) }
  }

  func write(utf8 text: [UInt8]) {
    if !isSilent { output.write(utf8: text) }
  }

  func writeDiagnostic(_ text: String) {
    if !isSilent { output.writeDiagnostic(text) }
  }

  func flush() { output.flush() }

  func clearScreen() { output.clearScreen() }
}
