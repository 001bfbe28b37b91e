/// The number of an emission in the background, as written in a command.
package struct JobNumber: Sendable, Hashable {
  package let value: Int

  /// The position of the number, for the message that there is no such emission.
  package let position: Position?

  /// Reads a number: `1`, or `%1` as in a shell.
  init?(_ word: Word) {
    let digits = word.text.hasPrefix("%") ? word.text.dropFirst() : word.text[...]
    guard word.form == .plain, let value = Int(digits), value > 0 else { return nil }
    self.value = value
    position = word.position
  }
}

extension Operands {
  /// Takes the number of an emission in the background, if there is another word.
  mutating func job() throws(Diagnostic) -> JobNumber? {
    guard hasMore else { return nil }
    let word = try word("N")
    try rejectOption(word, as: "N")
    guard let job = JobNumber(word) else {
      throw Diagnostic(expected: "N such as 1", found: word, .usage(usage))
    }
    return job
  }
}
