import BusLanguage
import BusShell
import Events
import Glibc
import TerminalText

/// One run of the shell, with the input that the arguments choose.
struct Invocation {
  private let arguments: ProgramArguments
  private let output: StandardStreams
  private let signals: SignalWatch
  private let shell: Shell

  /// The editor of the prompt; nil if the input comes from elsewhere.
  private let editor: LineEditor?

  private let console: BusConsole

  init(
    of console: BusConsole,
    _ arguments: ProgramArguments,
    on bus: EventBus? = nil,
    output: StandardStreams,
    signals: SignalWatch
  ) {
    let isReceiving = arguments.input == .cloudevents
    let isPrompted =
      !isReceiving && (!arguments.hasInput || arguments.leadToPrompt)
    let readsScript = !arguments.hasInput || arguments.script == "-"
    let isSafe = arguments.options.isSafe
    let configuration = isSafe ? [] : EditConfiguration.lines
    let editor =
      isPrompted
      ? LineEditor(of: console.name, output: output, configuration: configuration) : nil
    let shell = Shell(
      arguments.options,
      application: console.source,
      on: bus,
      output: output,
      history: editor,
      // A script does the same whatever its user has learnt.
      progress: (editor == nil || isSafe ? nil : ProgressFile(of: console.name))
        ?? InMemoryProgress(),
      programs: ChildProcesses(),
      writeFile: { path, text, writing throws(Diagnostic) in
        try AtomicFile.write(Directory.expanded(path), text, writing)
      },
      readRecording: { path, follows throws(Diagnostic) in
        guard path != "-" || !readsScript && !isReceiving else {
          let content = isReceiving ? "events" : "commands"
          throw Diagnostic("expected a file, found '-', which has the \(content)")
        }
        return try RecordingInput(opening: path, follows: follows)
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
    self.console = console
    (self.arguments, self.output, self.signals) = (arguments, output, signals)
    (self.editor, self.shell) = (editor, shell)
  }

  /// The format of diagnostics that do not come from the shell.
  private var diagnosticText: DiagnosticText {
    arguments.options.diagnosticText(of: console.name, for: output.diagnostics)
  }

  func run() async -> Outcome {
    do throws(Diagnostic) {
      return Outcome(status: try await runInput(), style: diagnosticText)
    } catch {
      return Outcome(failure: error, status: .noInput, style: diagnosticText)
    }
  }

  /// Keeps what the run has made until the process ends, which frees it faster.
  func outlive() {
    _ = unsafe Unmanaged.passRetained(shell)
  }

  /// Runs the prompt, or standard input, on a bus that continues without it.
  func runAttached() async {
    if await shell.isWatching {
      let outcome = await run()
      _ = outcome.report(to: output)
    } else {
      let diagnostic = Diagnostic("expected a bus without a console, found one with a console")
      output.writeDiagnostic(diagnosticText.text(of: diagnostic))
      await editor?.close()
    }
    await shell.leaveBus()
    output.flush()
  }

  /// Runs a command, lines or a script from the arguments, or else the prompt or standard input.
  ///
  /// - Throws: A diagnostic if the script cannot be opened.
  private func runInput() async throws(Diagnostic) -> ExitStatus {
    let interrupts = InterruptCount()
    if editor != nil {
      signals.onInterrupt {
        if TextEditor.isRunning { return }
        interrupts.increment()
        shell.interrupt()
      }
    }
    if let editor {
      if arguments.words.isEmpty, !arguments.options.isQuiet { greet(at: editor) }
      if arguments.readsStartFile { await runStartFile() }
    }
    if let command = arguments.words.first {
      let status = await run(command)
      // A lesson continues at the prompt, as does a recording.
      if editor == nil || status != .success { return status }
    }
    if arguments.input == .cloudevents { return try await receive() }
    if let editor {
      await runPrompt(with: editor, interrupts)
    } else if !arguments.lines.isEmpty {
      await shell.run(FixedLines(arguments.lines, name: "-c"))
    } else {
      await shell.run(try ScriptReader(arguments.script ?? "-", output: output))
    }
    return await shell.status
  }

  /// Runs the lines or the script of the arguments, and then emits the events on standard input.
  ///
  /// - Throws: A diagnostic if the script cannot be opened.
  private func receive() async throws(Diagnostic) -> ExitStatus {
    guard isatty(STDIN_FILENO) == 0 else {
      let error = Diagnostic(
        "expected events from a pipe or a file, found a terminal",
        .hint("without --input cloudevents there is a prompt")
      )
      output.writeDiagnostic(diagnosticText.text(of: error))
      return .usage
    }
    if !arguments.lines.isEmpty { await shell.run(FixedLines(arguments.lines, name: "-c")) }
    if let script = arguments.script {
      await shell.run(try ScriptReader(script, output: output))
    }
    await shell.receive(try ScriptReader("-", output: output))
    return await shell.status
  }

  /// Runs the command in the arguments.
  ///
  /// As in most programs with many commands, `--help` after a command explains the command.
  private func run(_ command: String) async -> ExitStatus {
    guard arguments.words.dropFirst() == ["--help"] else {
      return await shell.run(arguments.words, leadsToPrompt: editor != nil)
    }
    let status = await shell.run(["help", command])
    return status == .failure ? .usage : status
  }

  /// Says which program this is, and the first words to type.
  private func greet(at editor: LineEditor) {
    let lessons = console.hasLessons ? ", or 'learn' for the lessons" : ""
    let version = console.version.prefix { $0 != " " }
    let greeting = "\(console.name) \(version): type 'help' for the commands\(lessons)"
    for line in greeting.wrapped(editor.traits.columns) { editor.writeNote(line + "\n") }
  }

  private func runPrompt(with editor: LineEditor, _ interrupts: InterruptCount) async {
    await loadHistory(into: editor)
    await shell.run(
      PromptReader(of: console.name, editor, interrupts, output: output) { shell.palette(for: $0) }
    )
    await editor.close()
    signals.endInterrupts()
  }

  /// Runs the user's commands for the start of a prompt; without them the prompt still works.
  private func runStartFile() async {
    do throws(Diagnostic) {
      guard let script = try StartFile.open(for: console.name, output: output) else { return }
      await shell.prepare(with: script)
    } catch {
      output.writeDiagnostic(diagnosticText.warning(error))
    }
  }

  /// Loads the history, unless the user wants none; without it the prompt still works.
  private func loadHistory(into editor: LineEditor) async {
    guard arguments.keepsHistory, let file = HistoryFile(of: console.name) else { return }
    do throws(Diagnostic) {
      try await editor.keepHistory(in: file)
    } catch {
      output.writeDiagnostic(diagnosticText.warning(error))
    }
  }
}
