import ArgumentParser
import BusLanguage
import BusShell
import Glibc
import TerminalText

/// The program, from its arguments to its exit status.
@main
enum Main {
  static func main() async {
    let output = StandardStreams()
    let signals = SignalWatch([SIGINT, SIGTERM, SIGHUP])
    if let shell = CompletionScript.shell(in: CommandLine.arguments) {
      output.write(CompletionScript.text(for: shell))
      end(.success, output)
    }
    do {
      try Busctl.checkEncoding()
      let arguments = try Busctl.parse()
      let work = Task { await run(arguments, with: output, signals) }
      signals.atFirst { work.cancel() }
      let status = await work.value
      output.flush()
      // That the terminal is gone may be seen at the prompt, and by those who write, before its
      // signal is delivered.
      let signal = signals.received ?? (Terminal.hasHungUp(STDIN_FILENO) ? SIGHUP : nil)
      if let signal { Glibc.exit(128 + signal) }
      end(status, output, arguments.diagnosticText(for: output))
    } catch  where Busctl.exitCode(for: error) == .validationFailure {
      let text = DiagnosticText(ShellOptions().palette(for: output.diagnostics))
      output.writeDiagnostic(text.text(of: usageDiagnostic(error)))
      Glibc.exit(Int32(ExitStatus.usage.rawValue))
    } catch {
      // Help and the version are results.
      output.write(Busctl.fullMessage(for: error) + "\n")
      end(.success, output)
    }
  }

  /// Ends the program, with what it printed written as far as that is possible.
  private static func end(
    _ status: ExitStatus,
    _ output: StandardStreams,
    _ text: DiagnosticText = DiagnosticText()
  ) -> Never {
    output.flush()
    guard let failure = output.failure else { Glibc.exit(Int32(status.rawValue)) }
    output.writeDiagnostic(text.text(of: failure))
    Glibc.exit(Int32(ExitStatus.failure.rawValue))
  }

  /// What the parser has to say, in the form in which the shell says it.
  private static func usageDiagnostic(_ error: any Error) -> Diagnostic {
    // Further lines are guesses at what else could have been meant.
    let text = Busctl.message(for: error).prefix { $0 != "\n" }
    let message = text.prefix(1).lowercased() + text.dropFirst()
    return Diagnostic(
      (message.hasSuffix(".") ? String(message.dropLast()) : message).escaped,
      at: nil,
      Busctl.hint(for: message) ?? .hint("'busctl --help' lists the options")
    )
  }

  /// Runs what the arguments name, or else prompts, or reads standard input.
  private static func run(
    _ arguments: Busctl,
    with output: StandardStreams,
    _ signals: SignalWatch
  ) async -> ExitStatus {
    let isPrompted = !arguments.hasInput || arguments.words.first == "learn"
    let editor = isPrompted ? LineEditor(output: output) : nil
    let shell = Shell(
      arguments.options,
      output: output,
      history: editor,
      progress: ProgressFile() ?? InMemoryProgress(),
      writeFile: { path, text throws(Diagnostic) in
        try AtomicFile.write(Directory.expanded(path), text)
      },
      openScript: { path, output throws(Diagnostic) in
        try ScriptReader(Directory.expanded(path), output: output)
      }
    )
    output.showStatus(
      on: editor?.screen ?? (output.results.isTerminal ? STDOUT_FILENO : nil),
      of: { shell.runningHandler },
      { shell.palette(for: $0) }
    )
    let text = arguments.diagnosticText(for: output)
    if let command = arguments.words.first {
      // As with most programs of many commands, the option means: explain the command.
      let isQuestion = arguments.words.dropFirst() == ["--help"]
      var status = await shell.run(isQuestion ? ["help", command] : arguments.words)
      if isQuestion, status == .failure { status = .usage }
      if editor == nil || status != .success { return status }
    }
    if !arguments.lines.isEmpty {
      await shell.run(FixedLines(arguments.lines, name: "-c"))
    } else if let editor {
      if !arguments.noHistory, let file = HistoryFile() {
        do throws(Diagnostic) {
          try await editor.keepHistory(in: file)
        } catch {
          output.writeDiagnostic(text.warning(error))
        }
      }
      signals.onInterrupt { shell.interrupt() }
      await shell.run(PromptReader(editor, output: output) { shell.palette(for: $0) })
      await editor.close()
    } else {
      do throws(Diagnostic) {
        await shell.run(try ScriptReader(arguments.scripts.first ?? "-", output: output))
      } catch {
        output.writeDiagnostic(text.text(of: error))
        return .noInput
      }
    }
    return await shell.status
  }
}

extension Busctl {
  /// How diagnostics look that come from outside of the shell.
  fileprivate func diagnosticText(for output: StandardStreams) -> DiagnosticText {
    DiagnosticText(options.palette(for: output.diagnostics))
  }
}
