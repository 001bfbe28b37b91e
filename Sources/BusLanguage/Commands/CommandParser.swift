import TerminalText

/// Parses words into commands.
package enum CommandParser {
  /// Parses a command.
  ///
  /// - Parameter words: The command's words; at least one.
  /// - Returns: The command.
  /// - Throws: A diagnostic that points to the wrong word.
  package static func command(_ words: [Word]) throws(Diagnostic) -> Command {
    try parsed(words).command
  }

  /// Parses a command, and finds what in it reaches outside the process.
  package static func parsed(_ words: [Word]) throws(Diagnostic) -> ParsedCommand {
    guard let name = words.first else {
      throw Diagnostic("expected a command")
    }
    guard name.form != .payload else {
      throw Diagnostic("expected a command, found a payload", at: name.position)
    }
    guard let entry = CommandTable.entry(named: name.text) else {
      throw Diagnostic(
        "unknown command '\(name.text.cited)'",
        at: name.position,
        hint(for: name)
      )
    }
    var operands = Operands(words[...], entry.operands)
    let command = try entry.read(&operands)
    try operands.finish()
    return ParsedCommand(
      command: command,
      outsideName: entry.reach == .outside ? name : operands.outsideHandler
    )
  }

  /// Returns a hint on a word that is not a command.
  private static func hint(for name: Word) -> Diagnostic.Help {
    if let scalar = name.text.deceptiveScalar { return .deceptive(scalar) }
    if let meant = namesElsewhere[name.text] { return .hint("did you mean '\(meant)'?") }
    if let entry = HandlerTable.entry(named: name.text) {
      return .hint("it is a handler: 'subscribe EVENT \(entry.usage)'")
    }
    // A word without a position is an argument of the program.
    if name.position == nil, name.text.contains(where: { $0 == "." || $0 == "/" }) {
      return .hint("'busctl -f \(name.text.cited)' runs a script")
    }
    return .nearest(to: name.text, among: CommandTable.entries.map(\.name))
      ?? .hint("'help' lists the commands")
  }

  /// The names of commands in other programs, with the names here.
  private static let namesElsewhere = ["exit": "quit", "publish": "emit", "?": "help"]
}
