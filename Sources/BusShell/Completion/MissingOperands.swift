import BusLanguage

/// The operands that a command may still get, of which only the beginning has been typed.
struct MissingOperands {
  /// The operands in their order.
  private(set) var operands: ArraySlice<Operand>

  /// The first word of a handler that has to be subscribed already.
  private(set) var subscription: Word?

  /// Finds the operands that are missing.
  ///
  /// - Parameters:
  ///   - words: The complete words of the command.
  ///   - operands: The operands that are defined.
  ///   - name: The index of the word whose operands they are.
  ///   - language: The handlers that there are.
  init(
    in words: [Word],
    of operands: [Operand],
    after name: Int = 0,
    _ language: CommandLanguage
  ) {
    self.operands = operands[...]
    let given = words.dropFirst(name + 1)
    for (index, word) in zip(given.indices, given) {
      self.operands = self.operands.drop { $0.isOptional && !$0.canBe(word) }
      let kind = self.operands.first?.kind
      if kind == .handler || kind == .subscription {
        let entry = language.handler(named: word.text)
        self = MissingOperands(in: words, of: entry?.operands ?? [], after: index, language)
        if kind == .subscription { subscription = word }
        return
      }
      // A list at the end takes any number of words.
      if self.operands.first?.isList == false { self.operands.removeFirst() }
    }
  }

  /// The first operand that may not be left out, after the optional ones that could stand there.
  var next: ArraySlice<Operand> {
    let required = operands.firstIndex { !$0.isOptional }
    return required.map { operands[...$0] } ?? operands
  }
}
