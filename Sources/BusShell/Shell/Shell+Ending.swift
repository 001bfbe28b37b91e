import BusLanguage
import BusTrace
import TerminalText

// The end of a script or a session, failures, and the output of commands.

extension Shell {
  /// Ends the script that a command runs, or else everything.
  func quit(_ status: Int?) {
    if let script = inputs.current, script.caller != nil {
      script.quitStatus = status ?? 0
      return
    }
    exitState.quit(
      status,
      isStrict: options.isStrict,
      busHasFailure: session.recorder.busHasFailure
    )
  }

  /// Notes that a command has failed.
  func fail() {
    exitState.commandFailed(atPrompt: isAtPrompt, stops: options.stopsAtFailure)
  }

  /// Prints the output of a command.
  func show(_ output: CommandOutput) {
    printer.write(output)
  }

  /// The appearance of diagnostics.
  var diagnosticText: DiagnosticText {
    options.diagnosticText(of: language.program, for: output.diagnostics)
  }
}
