import BusLanguage
import BusTrace
import TerminalText

// The command 'edit'.

extension Shell {
  /// Lets the user change the last command in an editor, and carries out what becomes of it.
  func editLastCommand() async throws(Diagnostic) {
    guard let history, isAtPrompt, inputs.isAtOutermost else {
      throw Diagnostic("'edit' works only at a prompt")
    }
    // The command itself is the newest one.
    let last = await history.entries.last { entry in
      let name = String(entry.prefix { !$0.isWhitespace })
      return language.command(named: name)?.name != "edit"
    }
    guard let last else { throw Diagnostic("expected a command to edit, found none before") }
    printer.noteOtherOutput()
    let lines = try await history.edit(last).textLines
    if Task.isCancelled || lines.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { return }
    if lines == last.textLines { return notice("nothing has changed, so nothing runs") }
    show(.command(lines.joined(separator: "\n")))
    try await runCommands(of: FixedLines(lines.map { Array($0.utf8) }, at: .script("edit")))
  }
}
