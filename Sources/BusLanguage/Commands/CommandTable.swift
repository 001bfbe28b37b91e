/// All commands, in the order in which help lists them.
package enum CommandTable {
  package static let entries = emissions + recordings + subscriptions + demo + lessons + session

  package static func entry(named name: String) -> CommandEntry? {
    entries.first { $0.name == name }
  }

  /// Returns whether the number of an emission can follow the words of a command.
  static func takesEmissionNumber(after words: [Word]) -> Bool {
    guard let name = words.first, let entry = entry(named: name.text) else { return false }
    return entry.operands.contains { operand in
      switch operand.kind {
      case .emission, .emissionOr: true
      case .expectation: words.last?.isPlain("in") == true
      default: false
      }
    }
  }
}
