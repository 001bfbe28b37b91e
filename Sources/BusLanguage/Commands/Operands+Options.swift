import TerminalText

// Options of commands, and words that only look like options.

extension Operands {
  /// Takes one of a few options if it is the next word.
  mutating func option(among names: [String]) -> String? { names.first { option($0) } }

  /// Takes the path of a file; one that is written as an option is quoted.
  mutating func file() throws(Diagnostic) -> Word {
    let word = try word("FILE")
    try rejectOption(word, as: "FILE")
    return word
  }

  /// Throws if a word is written as an option, which is none of the command's, or not here.
  func rejectOption(_ word: Word, as operand: String) throws(Diagnostic) {
    guard word.isOption else { return }
    let options = definition.filter(\.isOption).map(\.name)
    let isOfProgram = ShellOption(rawValue: String(word.text.dropFirst(2))) != nil
    guard !options.isEmpty, !isOfProgram else {
      throw Diagnostic(
        "expected \(operand), found the option '\(word.text.cited)'",
        at: word.position,
        .hint("options stand before the command")
      )
    }
    if options.contains(word.text) {
      throw Diagnostic(expected: operand, found: word, .usage(usage))
    }
    throw Diagnostic(
      "unknown option '\(word.text.cited)'",
      at: word.position,
      .nearest(to: word.text, among: options) ?? .usage(usage)
    )
  }
}
