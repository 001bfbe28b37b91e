import TerminalText

/// The definition of one answer at a pause before a handler.
///
/// Parsing, help, completion and errors are made from it.
package struct StepEntry: Sendable {
  package let name: String
  package var operands: [Operand] = []

  /// The effect on the handler.
  package let summary: String

  /// Reads the words after the name.
  let read: @Sendable (inout Operands) throws(Diagnostic) -> StepAnswer

  var usage: String { operands.usage(of: name) }
}

/// All answers at a pause.
package enum StepTable {
  package static let entries = [
    StepEntry(name: "next", summary: "run it, without a pause in nested emissions") {
      _ throws(Diagnostic) in .next
    },
    StepEntry(name: "into", summary: "run it, and pause in nested emissions, too") {
      _ throws(Diagnostic) in .into
    },
    StepEntry(name: "run", summary: "run it and the rest, up to a break point") {
      _ throws(Diagnostic) in .run
    },
    StepEntry(name: "skip", summary: "do not run it") { _ throws(Diagnostic) in .skip },
    StepEntry(
      name: "fail",
      operands: [.optional("MESSAGE")],
      summary: "make it fail with MESSAGE"
    ) { operands throws(Diagnostic) in
      .fail(message: operands.text() ?? "failed by hand")
    },
    StepEntry(name: "back", summary: "repeat the session up to the pause before") {
      _ throws(Diagnostic) in .back
    },
  ]

  /// The names of the commands that can be used at a pause, because they only show something.
  private static let commandNames = [
    "catalog", "clear", "diff", "expect", "explain", "handlers", "help", "history", "jobs", "plan",
    "state", "trace",
  ]

  /// Returns the commands that can be used at a pause.
  package static func commands(in language: CommandLanguage) -> [CommandEntry] {
    commandNames.compactMap(language.command)
  }

  /// Parses the words of a reply; at least one.
  package static func reply(
    _ words: [Word],
    in language: CommandLanguage
  ) throws(Diagnostic) -> StepReply {
    let name = words.first
    if let entry = entry(named: name?.text ?? "", in: language) {
      var operands = Operands(words[...], entry.operands, in: language)
      let answer = try entry.read(&operands)
      try operands.finish()
      return .decision(answer)
    }
    guard let known = language.command(named: name?.commandName ?? ""),
      commandNames.contains(known.name)
    else {
      throw Diagnostic(
        "expected \(choices) or a command that only shows something, "
          + "found '\((name?.text ?? "").cited)'",
        at: name?.position,
        .hint("'help' says what they do")
      )
    }
    let command = try CommandParser(language).command(words)
    // The list of all commands would be of no use here.
    if case .help(nil) = command { return .look(.help(topic: Word("step")), at: nil) }
    return .look(command, at: name?.position)
  }

  /// Returns an answer by its name, by another one that users of debuggers know, or by an
  /// abbreviation.
  package static func entry(named name: String, in language: CommandLanguage) -> StepEntry? {
    let meaning = AliasTable.answer(named: name) ?? name
    if let entry = entries.first(where: { $0.name == meaning }) { return entry }
    guard language.allowsAbbreviations, !name.isEmpty,
      !commandNames.contains(where: { $0.hasPrefix(name) })
    else { return nil }
    let meant = entries.filter { $0.name.hasPrefix(name) }
    return meant.count == 1 ? meant.first : nil
  }

  /// The names of the answers.
  package static let choices = entries.map(\.name).joined(separator: ", ")

  /// The answers as a part of help, one on a line, and their other names.
  static var help: String {
    let rows = Columns.aligned(entries.map { [$0.usage, $0.summary] })
    return rows.map { "  \($0)\n" }.joined() + AliasTable.summary(of: AliasTable.answers)
  }
}
