import BusLanguage
import TerminalText

// The script that runs before the prompt.

extension Shell {
  /// Carries out the commands of a script as if they had been typed at the prompt that follows.
  ///
  /// A command that fails is reported with its place; those after it still run. `quit` ends the
  /// script.
  package func prepare(with script: sending any LineSource) async {
    isAtPrompt = true
    defer { isAtPrompt = false }
    do throws(Diagnostic) {
      try await runCommands(of: script, for: CommandInput.Caller(location: nil))
    } catch {
      output.writeDiagnostic(diagnosticText.warning(error))
    }
  }
}
