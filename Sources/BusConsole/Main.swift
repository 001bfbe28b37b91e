import ArgumentParser
import BusLanguage
import BusShell
import DemoApplication
import Glibc
import TerminalText

/// The program, from its arguments to its exit status.
@main
enum Main {
  static func main() async {
    let output = StandardStreams()
    let signals = SignalWatch([SIGINT, SIGTERM, SIGHUP])
    Glibc.exit(await outcome(output, signals).report(to: output))
  }

  /// Parses the arguments and carries them out.
  private static func outcome(_ output: StandardStreams, _ signals: SignalWatch) async -> Outcome {
    if let shell = CompletionScript.shell(in: CommandLine.arguments) {
      return Outcome(text: CompletionScript.text(for: shell))
    }
    do {
      try Busctl.checkEncoding()
      return await run(
        try ProgramArguments.parse(Array(CommandLine.arguments.dropFirst())),
        output,
        signals
      )
    } catch  where Busctl.exitCode(for: error) == .validationFailure {
      return Outcome(
        failure: Busctl.usageDiagnostic(for: error),
        status: .usage,
        style: ShellOptions().diagnosticText(of: Demo.program, for: output.diagnostics)
      )
    } catch {
      // The help and the version are results.
      return Outcome(text: Busctl.page(for: error, output.results.columns))
    }
  }

  /// Runs the shell until it ends or a signal cancels it.
  private static func run(
    _ arguments: ProgramArguments,
    _ output: StandardStreams,
    _ signals: SignalWatch
  ) async -> Outcome {
    let work = Task { await Invocation(arguments, output: output, signals: signals).run() }
    signals.atFirst { work.cancel() }
    var outcome = await work.value
    output.flush()
    // The prompt and writes may notice the hangup of the terminal before its signal arrives.
    outcome.signal = signals.received ?? (Terminal.hasHungUp(STDIN_FILENO) ? SIGHUP : nil)
    return outcome
  }
}
