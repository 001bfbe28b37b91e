/// Another name of a command, or of an answer at a pause, which users of other programs know.
package struct Alias: Sendable {
  package let name: String

  /// The name of the command or the answer.
  package let meaning: String
}

/// All other names.
package enum AliasTable {
  /// The other names of commands; a command of an application with such a name comes first.
  package static let commands = [
    Alias(name: "exit", meaning: "quit"), Alias(name: ".exit", meaning: "quit"),
    Alias(name: ".quit", meaning: "quit"), Alias(name: #"\q"#, meaning: "quit"),
    Alias(name: "?", meaning: "help"), Alias(name: ".help", meaning: "help"),
    Alias(name: #"\?"#, meaning: "help"), Alias(name: #"\h"#, meaning: "help"),
  ]

  /// The other names of answers at a pause.
  package static let answers = [
    Alias(name: "n", meaning: "next"), Alias(name: "s", meaning: "skip"),
    Alias(name: "c", meaning: "run"), Alias(name: "continue", meaning: "run"),
  ]

  /// Returns a sentence with the other names of commands or answers.
  static func summary(of aliases: [Alias]) -> String {
    var meanings: [String] = []
    for meaning in aliases.map(\.meaning) where !meanings.contains(meaning) {
      meanings.append(meaning)
    }
    let parts = meanings.compactMap { meaning in
      names(of: meaning, among: aliases).map { "\($0) for \(meaning)" }
    }
    return "Other names: \(parts.joined(separator: "; "))."
  }

  /// Returns the command that a name stands for.
  static func command(named name: String) -> String? {
    commands.first { $0.name == name }?.meaning
  }

  /// Returns the answer that a name stands for.
  static func answer(named name: String) -> String? {
    answers.first { $0.name == name }?.meaning
  }

  /// Returns the other names of a command or an answer as words, with "or" before the last; nil if
  /// there are none.
  static func names(of meaning: String, among aliases: [Alias]) -> String? {
    let names = aliases.filter { $0.meaning == meaning }.map(\.name)
    guard let last = names.last else { return nil }
    let others = names.dropLast().joined(separator: ", ")
    return others.isEmpty ? last : "\(others) or \(last)"
  }
}

extension CommandEntry {
  /// A sentence with the other names of the command; nil if it has none.
  package var otherNames: String? {
    AliasTable.names(of: name, among: AliasTable.commands).map { "\($0) does the same." }
  }
}

extension Word {
  /// The word as the name of a command: one with a backslash, such as `\q`, has kept it.
  package var commandName: String {
    guard form == .quoted, text.count == 1, let position, let end,
      end.column - position.column == 1 + text.utf8.count
    else { return text }
    return #"\"# + text
  }
}
