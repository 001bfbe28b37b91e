/// The built-in commands.
package enum CommandTable {
  static let entries =
    emissions + background + recordings + subscriptions + lessons + teaching + session + repetition

  /// Returns whether the number of an emission can follow the words of a command.
  static func takesEmissionNumber(after words: [Word]) -> Bool {
    let start = commandStart(in: words.prefix(1).map(\.text)) ?? 0
    guard words.count > start else { return false }
    // The name may be abbreviated; where that is not allowed, it is an error anyway.
    return entries.filter { $0.name.hasPrefix(words[start].text) }.flatMap(\.operands)
      .contains { operand in
        switch operand.kind {
        case .emission, .emissionOr: true
        case .expectation: words.last?.isPlain("in") == true
        default: false
        }
      }
  }
}
