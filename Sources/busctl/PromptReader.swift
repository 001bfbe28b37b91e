import BusShell

/// The lines that a user types at the prompt.
struct PromptReader: LineSource {
  private static let prompt = "busctl> "
  private static let continuation = "   ...> "

  private let editor: LineEditor
  private let output: any ShellOutput

  /// The lines of the command that is being typed.
  private var command: [String] = []

  /// The further lines of a command that came from the history in one piece.
  private var recalled: ArraySlice<String> = []

  let place = LinePlace.prompt(width: prompt.count)

  init(_ editor: LineEditor, output: any ShellOutput) {
    self.editor = editor
    self.output = output
  }

  mutating func next(isContinuation: Bool) async -> SourceLine {
    if let line = recalled.popFirst() { return take(line) }
    if !isContinuation { await remember() }
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

  /// Makes the command that is complete one entry of the history.
  private mutating func remember() async {
    let entry = command.joined(separator: "\n")
    command = []
    if entry.contains(where: { !$0.isWhitespace }) { await editor.addHistory(entry) }
  }
}
