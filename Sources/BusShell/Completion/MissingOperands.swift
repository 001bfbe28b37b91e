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
    self.operands = operands.filter { !$0.isOption }[...]
    let given = words.dropFirst(name + 1)
    var options = operands.filter(\.isOption)
    for (index, word) in zip(given.indices, given) {
      if let option = options.firstIndex(where: { word.isPlain($0.name) }) {
        options.remove(at: option)
        continue
      }
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
    let missing = Set((self.operands + options).map(\.name))
    self.operands =
      operands.filter { operand in
        let isPossible =
          operand.requirement.map { required in given.contains { $0.isPlain(required) } } ?? true
        return missing.contains(operand.name) && isPossible
      }[...]
    guard self.operands.first?.kind == .filter, let last = given.last else { return }
    let value = TraceFilter.Option(rawValue: last.text)?.value
    if let value { self.operands = [value] }
  }

  /// The first operand that may not be left out, after the optional ones that could stand there.
  var next: ArraySlice<Operand> {
    let required = operands.firstIndex { !$0.isOptional }
    return required.map { operands[...$0] } ?? operands
  }
}
