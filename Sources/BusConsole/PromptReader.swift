import BusLanguage
import BusShell
import TerminalText

/// The lines that a user types at the prompt.
struct PromptReader: LineSource {
  private let editor: LineEditor
  private let interrupts: InterruptCount
  private let output: any ShellOutput
  private let palette: @Sendable (OutputTraits) -> Palette

  /// The name of the program.
  private let program: String

  /// The lines of the current command.
  private var command: [String] = []

  /// The remaining lines of a command that was recalled or pasted as a whole.
  private var recalled: ArraySlice<String> = []

  /// The number of interrupts when those lines were read.
  private var interruptCount = 0

  /// The prompt before the last line.
  private var prompt: Prompt?

  /// Indicates whether the last line is in the row above, and not one of several recalled at once.
  private var isLineAbove = true

  var location: InputLocation {
    let columns = Terminal.columns(of: editor.screen)
    return .prompt(width: prompt?.width ?? 0, isLineAbove: isLineAbove, columns: columns)
  }

  init(
    of program: String,
    _ editor: LineEditor,
    _ interrupts: InterruptCount,
    output: any ShellOutput,
    _ palette: @escaping @Sendable (OutputTraits) -> Palette
  ) {
    self.program = program
    self.editor = editor
    self.interrupts = interrupts
    self.output = output
    self.palette = palette
  }

  mutating func next(_ request: LineRequest) async -> LineResult {
    // Lines that were given together are given up together.
    if interrupts.value != interruptCount { recalled = [] }
    if let line = recalled.popFirst() { return take(line, request.purpose) }
    let edited = await editor.readLine(
      EditRequest(
        prompt: prompt(request),
        palette: palette(editor.traits),
        unfinished: Array(command.map { $0 + "\n" }.joined().utf8),
        completer: Completer(
          request.vocabulary,
          for: request.purpose,
          options: request.options,
          list: Directory.names
        ),
        purpose: request.purpose,
        allowsEditor: !request.options.isSafe,
        showsHints: request.options.showsHints
      )
    )
    switch edited {
    case .line(let text, let prompt):
      self.prompt = prompt
      let lines = text.textLines
      recalled = lines.dropFirst()
      interruptCount = interrupts.value
      isLineAbove = recalled.isEmpty
      return take(lines.first ?? "", request.purpose)
    case .interrupted(let wasEmpty):
      if wasEmpty, request.purpose == .command { editor.writeNote("Ctrl-D or 'quit' leaves\n") }
      command = []
      return .dropped
    case .end:
      return .end
    }
  }

  /// Returns the prompt of a line; that of a command is updated while the command is typed.
  private func prompt(_ request: LineRequest) -> @Sendable () -> Prompt {
    switch (request.purpose, prompt) {
    case (.step, _): return { [program] in .step(in: program) }
    case (.prediction, _): return { [program] in .prediction(in: program) }
    case (.enter(let line, let continues), _):
      let prompt = Prompt.command(request.vocabulary)
      return { (continues ? .continuation(of: prompt) : prompt).showing(line) }
    case (.continuation, let prompt?): return { .continuation(of: prompt) }
    default: return { .command(request.vocabulary) }
    }
  }

  /// Returns a line, which belongs to the command unless it answers a question.
  private mutating func take(_ line: String, _ purpose: LineRequest.Purpose) -> LineResult {
    if !purpose.isAnswer { command.append(line) }
    return .line(Array(line.utf8))
  }

  /// Adds the command to the history as one entry, even if it will fail.
  mutating func didCompleteCommand(lines: Int) async {
    let entry = command.prefix(lines).joined(separator: "\n")
    command.removeFirst(min(lines, command.count))
    do throws(Diagnostic) {
      try await editor.addHistory(entry)
    } catch {
      let traits = output.diagnostics
      let text = DiagnosticText(of: program, palette(traits), columns: traits.columns)
      output.writeDiagnostic(text.warning(error))
    }
  }
}
