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
    let ofProgram = ShellOption(rawValue: String(word.text.dropFirst(2)))
    guard !options.isEmpty, ofProgram == nil else {
      let way = ofProgram.map { option in
        "options stand before the command; at a prompt, 'set \(option.rawValue)' changes it"
      }
      throw Diagnostic(
        "expected \(operand), found the option '\(word.text.cited)'",
        at: word.position,
        way.map { .hint($0) } ?? .usage(usage)
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
