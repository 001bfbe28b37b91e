import BusLanguage

// Commands by other names.

extension Completer {
  /// The other names of commands, which are proposed where no command fits.
  var aliases: [Completion.Candidate] {
    AliasTable.commands.filter { !$0.name.hasPrefix(#"\"#) }.map { alias in
      let hasOperands = language.command(named: alias.name)?.operands.isEmpty == false
      return Completion.Candidate(
        alias.name,
        "the same as \(alias.meaning)",
        ending: hasOperands ? " " : "",
        isKeyword: true
      )
    }.sorted { $0.text < $1.text }
  }

  /// Returns a command that can be used at a pause.
  func pauseCommand(named name: String) -> CommandEntry? {
    let entry = language.command(named: name)
    return StepTable.commands(in: language).first { $0.name == entry?.name }
  }
}
