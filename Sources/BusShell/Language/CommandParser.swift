/// Turns words into commands.
package enum CommandParser {
  /// Understands a command.
  ///
  /// - Parameter words: The command's words; at least one.
  /// - Returns: The command.
  /// - Throws: A diagnostic that points to the word that is wrong.
  package static func command(_ words: [Word]) throws(Diagnostic) -> Command {
    guard let name = words.first, let last = words.last else {
      throw Diagnostic("expected a command")
    }
    guard name.form != .payload else {
      throw Diagnostic("expected a command, found a payload", at: name.position)
    }
    guard let entry = CommandTable.entry(named: name.text) else {
      throw Diagnostic(
        "unknown command '\(name.text.escaped)'",
        at: name.position,
        .nearest(to: name.text, among: CommandTable.entries.map(\.name))
          ?? .hint("'help' lists the commands")
      )
    }
    var operands = Operands(
      words.dropFirst(),
      of: name,
      entry.operands,
      end: last.end
    )
    let command = try entry.read(&operands)
    try operands.finish()
    return command
  }
}
