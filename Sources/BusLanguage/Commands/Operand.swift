/// One operand in the definition of a command or handler.
package struct Operand: Sendable {
  /// What the operand is called in usage lines, in capitals; an option is called what it is.
  package let name: String
  package let isOptional: Bool

  /// What stands there, which decides what can be proposed.
  package let kind: Kind

  package enum Kind: Sendable, Hashable {
    /// Something that nobody can guess.
    case text

    /// The operand's own name.
    case itself

    case event
    case payload
    case file
    case invite
    case service
    case topic
    case lesson

    /// The number of a recorded emission.
    case emission

    /// A built-in handler, and after it the operands of that.
    case handler

    /// A handler that is subscribed to the event before it, with its operands.
    case subscription

    /// Names of handlers up to a colon, and an emission; or that alone.
    case prediction

    /// What follows the condition of an expectation.
    case expectation

    /// The value of the option before it.
    case optionValue

    /// One of these.
    case choice([String])
  }

  /// Whether there may be any number of words.
  package var isList: Bool { name.hasSuffix("...") || kind == .expectation }

  /// Whether a word can be it; in case of doubt it can.
  package func canBe(_ word: Word) -> Bool {
    switch kind {
    case .itself: word.text == name
    case .choice(let choices): choices.contains(word.text)
    case .emission: Int(word.text) != nil
    case .payload: word.form != .plain
    default: true
    }
  }

  static func required(_ name: String, _ kind: Kind = .text) -> Operand {
    Operand(name: name, isOptional: false, kind: kind)
  }

  static func optional(_ name: String, _ kind: Kind = .text) -> Operand {
    Operand(name: name, isOptional: true, kind: kind)
  }

  /// A word that stands for itself, such as `--list`.
  static func option(_ name: String) -> Operand { .optional(name, .itself) }
}

extension [Operand] {
  /// A usage line: the name and the operands after it, the optional ones in brackets.
  func usage(of name: String) -> String {
    ([name] + map { $0.isOptional ? "[\($0.name)]" : $0.name }).joined(separator: " ")
  }
}
