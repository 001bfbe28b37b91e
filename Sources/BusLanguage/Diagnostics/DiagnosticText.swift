package import TerminalText

/// The text of diagnostics.
package struct DiagnosticText {
  /// The name of the program.
  private let program: String

  private let palette: Palette

  /// The maximum width of a line; nil if there is none.
  private let columns: Int?

  package init(
    of program: String,
    _ palette: Palette = Palette(isColored: false),
    columns: Int? = nil
  ) {
    self.program = program
    self.palette = palette
    self.columns = columns
  }

  /// Returns the text of a diagnostic that has no position in a script.
  package func text(of diagnostic: Diagnostic) -> String {
    lines("\(program): \(error): \(diagnostic.message)", diagnostic)
  }

  /// Returns the text of a command's diagnostic: with the name of the script, line and column, or
  /// at a prompt with a mark below the position.
  ///
  /// - Parameters:
  ///   - diagnostic: The diagnostic.
  ///   - place: The source of the command.
  ///   - command: The lines of the command, the most recent one last.
  ///   - callers: The places of the commands that run the script, the outermost first.
  /// - Returns: The lines to print.
  package func text(
    of diagnostic: Diagnostic,
    at place: InputLocation,
    in command: CommandText,
    sourcedAt callers: [String] = []
  ) -> String {
    switch place {
    case .script(let name):
      guard let position = diagnostic.position else { return text(of: diagnostic) }
      let place = "\(name.escaped):\(position.line):\(position.column)\(Self.chain(callers))"
      return lines("\(program): \(place): \(error): \(diagnostic.message)", diagnostic)
    case .prompt(let width, let isLineAbove, let columns):
      let mark = diagnostic.position.map { position in
        let isShown = isLineAbove && position.line == command.last
        return self.mark(at: position, in: command, width, columns, isShown: isShown)
      }
      return (mark ?? "") + lines("\(error): \(diagnostic.message)", diagnostic)
    }
  }

  /// Returns the text of a warning: a diagnostic of something that still works.
  package func warning(_ diagnostic: Diagnostic) -> String {
    lines("\(program): \(palette.paint("warning", .cancelled)): \(diagnostic.message)", diagnostic)
  }

  /// Returns the last few callers of a script, the nearest first, and the number of the others.
  private static func chain(_ callers: [String]) -> String {
    let shown = callers.suffix(3).reversed().map { "from \($0)" }
    let rest = callers.count > shown.count ? ["\(callers.count - shown.count) more"] : []
    return callers.isEmpty ? "" : " (\((shown + rest).joined(separator: ", ")))"
  }

  private var error: String { palette.paint("error", .error) }

  /// Returns a mark below a position in a line; the line is repeated unless it is in the row above.
  private func mark(
    at position: Position,
    in command: CommandText,
    _ promptWidth: Int,
    _ columns: Int?,
    isShown: Bool
  ) -> String {
    guard let line = command[position.line] else { return "" }
    let before = String(decoding: line.utf8.prefix(position.column - 1), as: UTF8.self)
    if let columns, promptWidth + line.escaped.displayWidth >= columns {
      let after = String(decoding: line.utf8.dropFirst(position.column - 1), as: UTF8.self)
      return excerpt(before.escaped, after.escaped, columns)
    }
    let margin = String(repeating: " ", count: promptWidth)
    let repetition = isShown ? "" : margin + line.escaped + "\n"
    let spaces = String(repeating: " ", count: before.escaped.displayWidth)
    return repetition + margin + spaces + palette.paint("^", .error) + "\n"
  }

  /// Returns the part of a line around a position that fits into a row, and a mark below it.
  private func excerpt(_ before: String, _ after: String, _ columns: Int) -> String {
    let reversed = String(before.reversed()).cut(to: max(1, columns / 2))
    let start = String(reversed.reversed())
    let end = after.cut(to: max(1, columns - 1 - start.displayWidth))
    let spaces = String(repeating: " ", count: start.displayWidth)
    return start + end + "\n" + spaces + palette.paint("^", .error) + "\n"
  }

  private func lines(_ first: String, _ diagnostic: Diagnostic) -> String {
    ([first] + diagnostic.help.lines(palette)).wrapped(columns, hanging: 2).linesText
  }
}

extension Diagnostic.Help? {
  /// Returns the line of the help, or no line if there is no help.
  package func lines(_ palette: Palette) -> [String] {
    switch self {
    case .hint(let text): ["\(palette.paint("hint", .hint)): \(text)"]
    case .usage(let text): ["\(palette.paint("usage", .hint)): \(text)"]
    case nil: []
    }
  }
}
