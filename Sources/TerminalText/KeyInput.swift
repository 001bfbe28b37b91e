/// The input of one key, separated from the keys after it.
package enum KeyInput: Hashable, Sendable {
  /// Characters that are keys by themselves; none if the rest of a sequence never came.
  case characters([Unicode.Scalar])

  /// A key that terminals send as several characters.
  case sequence(String)

  /// The mark that a terminal sends before a pasted text.
  case pasteMark

  /// The time, in milliseconds, in which each character of a sequence must follow the one before:
  /// short after Escape, where that is a key, too, and longer after what only a terminal sends.
  package static let escapeTimeout: Int32 = 50
  package static let sequenceTimeout: Int32 = 500

  /// Reads the key that begins with Escape.
  ///
  /// - Parameters:
  ///   - escapeIsKey: Indicates whether Escape has an effect without another key after it.
  ///   - next: Returns the next character if it comes within a time in milliseconds.
  package init(escapeIsKey: Bool, next: (Int32) -> Unicode.Scalar?) {
    let timeout = escapeIsKey ? Self.escapeTimeout : Self.sequenceTimeout
    var sequence = KeySequence()
    while sequence.isOpen,
      let character = next(sequence.hasIntroducer ? Self.sequenceTimeout : timeout)
    {
      sequence.append(character)
    }
    let characters = Array(sequence.text.unicodeScalars)
    if sequence.isKey {
      self = sequence.text.hasSuffix("\u{1b}[200~") ? .pasteMark : .sequence(sequence.text)
    } else if sequence.isOpen, characters.count > 2 {
      // The rest of a sequence has been lost; its beginning is not text.
      self = .characters([])
    } else {
      self = .characters(characters)
    }
  }
}
