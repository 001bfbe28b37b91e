import BusShell

/// The lines that a user types at the prompt.
struct PromptReader: LineSource {
  private static let prompt = "busctl> "
  private static let continuation = "   ...> "

  private let editor: LineEditor
  private let output: any ShellOutput
  private let text: DiagnosticText

  /// The lines of the command that is being typed.
  private var command: [String] = []

  /// The further lines of a command that came from the history in one piece.
  private var recalled: ArraySlice<String> = []

  let place = LinePlace.prompt(width: prompt.count)

  init(_ editor: LineEditor, output: any ShellOutput, _ text: DiagnosticText) {
    self.editor = editor
    self.output = output
    self.text = text
  }

  mutating func next(isContinuation: Bool) async -> SourceLine {
    if let line = recalled.popFirst() { return take(line) }
    output.flush()
    switch await editor.readLine(prompt: isContinuation ? Self.continuation : Self.prompt) {
    case .line(let text):
      let lines = text.textLines
      recalled = lines.dropFirst()
      return take(lines.first ?? "")
    case .interrupted:
      command = []
      return .dropped
    case .end:
      return .end
    }
  }

  private mutating func take(_ line: String) -> SourceLine {
    command.append(line)
    return .line(Array(line.utf8))
  }

  /// Makes the command one entry of the history, also one that will fail.
  mutating func commandIsComplete() async {
    let entry = command.joined(separator: "\n")
    command = []
    do throws(Diagnostic) {
      try await editor.addHistory(entry)
    } catch {
      output.writeDiagnostic(text.warning(error))
    }
  }
}
