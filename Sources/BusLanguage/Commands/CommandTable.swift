/// The built-in commands.
enum CommandTable {
  static let entries = emissions + recordings + subscriptions + lessons + teaching + session

  /// Returns whether the number of an emission can follow the words of a command.
  static func takesEmissionNumber(after words: [Word]) -> Bool {
    guard let name = words.first, let entry = entries.first(where: { $0.name == name.text })
    else { return false }
    return entry.operands.contains { operand in
      switch operand.kind {
      case .emission, .emissionOr: true
      case .expectation: words.last?.isPlain("in") == true
      default: false
      }
    }
  }
}
