import TerminalText

/// A command, and what `--safe` has to know about it.
package struct ParsedCommand: Sendable {
  package let command: Command

  /// The name of the command, or of a handler in it, that reaches outside the process; nil if
  /// neither does.
  let outsideName: Word?

  /// Throws a diagnostic if the command reaches outside the process.
  package func refuseOutside() throws(Diagnostic) {
    guard let name = outsideName else { return }
    throw Diagnostic(
      "--safe refuses '\(name.text.cited)', which reaches outside the process",
      at: name.position,
      .hint("'help safe' lists what it refuses")
    )
  }
}
