import TerminalText

/// Parses words into commands.
package struct CommandParser {
  private let language: CommandLanguage

  package init(_ language: CommandLanguage) {
    self.language = language
  }

  /// Parses a command.
  ///
  /// - Parameter words: The command's words; at least one.
  /// - Returns: The command.
  /// - Throws: A diagnostic that points to the wrong word.
  package func command(_ words: [Word]) throws(Diagnostic) -> Command {
    try parsed(words).command
  }

  /// Parses a command, and finds what in it reaches outside the process.
  package func parsed(_ words: [Word]) throws(Diagnostic) -> ParsedCommand {
    do throws(Diagnostic) {
      return try parsedWords(words)
    } catch {
      // A user of another shell takes a semicolon for the end of a command.
      guard words.contains(where: { $0.form == .plain && $0.text.hasSuffix(";") }) else {
        throw error
      }
      throw Diagnostic(error.message, at: error.position, .oneCommandALine)
    }
  }

  private func parsedWords(_ words: [Word]) throws(Diagnostic) -> ParsedCommand {
    guard let name = words.first else {
      throw Diagnostic("expected a command")
    }
    guard name.form != .payload else {
      throw Diagnostic("expected a command, found a payload", at: name.position)
    }
    guard let entry = language.command(named: name.commandName) else {
      let meant = language.abbreviated(name.text).map(\.name)
      guard meant.isEmpty else {
        throw Diagnostic(
          expected: "one command",
          found: name,
          .hint("it can be \(meant.joined(separator: ", "))")
        )
      }
      throw Diagnostic(
        "unknown command '\(name.text.cited)'",
        at: name.position,
        hint(for: name)
      )
    }
    var operands = Operands(words[...], entry.operands, in: language)
    let command = try entry.read(&operands)
    try operands.finish()
    return ParsedCommand(
      command: command,
      outsideName: entry.reach == .outside ? name : operands.outsideHandler
    )
  }

  /// Returns a hint on a word that is not a command.
  private func hint(for name: Word) -> Diagnostic.Help {
    if let scalar = name.text.deceptiveScalar { return .deceptive(scalar) }
    if let meant = Self.namesElsewhere[name.text] { return .hint("did you mean '\(meant)'?") }
    if let entry = language.handler(named: name.text) {
      return .hint("it is a handler: 'subscribe EVENT \(entry.usage)'")
    }
    // A word without a position is an argument of the program.
    if name.position == nil, name.text.contains(where: { $0 == "." || $0 == "/" }) {
      return .hint("'\(language.program) -f \(name.text.cited)' runs a script")
    }
    return .nearest(to: name.text, among: language.commands.map(\.name))
      ?? .hint("'help' lists the commands")
  }

  /// The names of commands in other programs, with the names here.
  private static let namesElsewhere = ["publish": "emit", "q": "quit"]
}
