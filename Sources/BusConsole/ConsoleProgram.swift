import ArgumentParser
import BusLanguage
import BusShell
import Events
import Glibc
import TerminalText

/// The program, from its arguments to its exit status.
struct ConsoleProgram {
  private let console: BusConsole

  init(_ console: BusConsole) {
    self.console = console
  }

  func main() async -> Never {
    let output = StandardStreams()
    let signals = SignalWatch([SIGINT, SIGTERM, SIGHUP])
    Glibc.exit(await outcome(output, signals).report(to: output))
  }

  /// Runs the console on a bus that exists, and leaves the process as it was.
  func run(on bus: EventBus) async {
    let output = StandardStreams()
    await Invocation(
      of: console,
      ProgramArguments(),
      on: bus,
      output: output,
      signals: SignalWatch()
    ).runAttached()
  }

  /// Parses the arguments and carries them out.
  private func outcome(_ output: StandardStreams, _ signals: SignalWatch) async -> Outcome {
    switch OptionParser.$console.withValue(console, operation: { request(output) }) {
    case .run(let arguments): await run(arguments, output, signals)
    case .done(let outcome): outcome
    }
  }

  /// The request of the program's arguments.
  private enum Request {
    case run(ProgramArguments)
    case done(Outcome)
  }

  private func request(_ output: StandardStreams) -> Request {
    let arguments = CommandLine.arguments
    let style = ShellOptions().diagnosticText(of: console.name, for: output.diagnostics)
    if let shell = CompletionScript.shell(in: arguments) {
      let script = CompletionScript.text(for: shell, of: console.name)
      return .done(Outcome(text: script, style: style))
    }
    if arguments.dropFirst() == ["--generate-man-page"] {
      return .done(Outcome(text: ManPage(of: console).text, style: style))
    }
    do {
      try OptionParser.checkEncoding()
      return .run(try ProgramArguments.parse(Array(arguments.dropFirst())))
    } catch  where OptionParser.exitCode(for: error) == .validationFailure {
      let diagnostic = OptionParser.usageDiagnostic(for: error)
      return .done(Outcome(failure: diagnostic, status: .usage, style: style))
    } catch {
      // The help and the version are results.
      let page = OptionParser.page(for: error, output.results.columns)
      return .done(Outcome(text: page, style: style))
    }
  }

  /// Runs the shell until it ends or a signal cancels it.
  private func run(
    _ arguments: ProgramArguments,
    _ output: StandardStreams,
    _ signals: SignalWatch
  ) async -> Outcome {
    let work = Task {
      let invocation = Invocation(of: console, arguments, output: output, signals: signals)
      invocation.outlive()
      return await invocation.run()
    }
    signals.atFirst { work.cancel() }
    var outcome = await work.value
    output.flush()
    // The prompt and writes may notice the hangup of the terminal before its signal arrives.
    outcome.signal = signals.received ?? (Terminal.hasHungUp(STDIN_FILENO) ? SIGHUP : nil)
    return outcome
  }
}
