/// One operand in the definition of a command or handler.
package struct Operand: Sendable {
  /// The name in usage lines, in capitals; the name of an option is the option itself.
  package let name: String
  package let isOptional: Bool

  /// The kind of word, which decides the proposals of completion.
  package let kind: Kind

  /// The word without which the operand cannot be given; nil if it can be in any case.
  package let requirement: String?

  /// The value after an option, in usage lines; nil if there is none.
  private var value: String?

  package enum Kind: Sendable, Hashable {
    /// Any text, for which there are no proposals.
    case text

    /// The operand's own name.
    case itself

    case event

    /// An event of which an emission is recorded.
    case recordedEvent

    /// The conditions on a list of emissions.
    case filter

    case payload
    case file
    case service
    case topic
    case lesson

    /// The number of a recorded emission.
    case emission

    /// The number of a recorded emission, or a word in its place.
    case emissionOr(String)

    /// The number of an emission in the background.
    case job

    /// A number, for which there are no proposals.
    case number

    /// A built-in handler with its operands.
    case handler

    /// A handler, with its operands, that is subscribed to the event before it.
    case subscription

    /// An event, or a handler that is subscribed to any.
    case breakPoint

    /// Names of handlers, a colon and an emission; or the emission alone.
    case prediction

    /// The answer to the question of a lesson: names of handlers, or another word.
    case answer

    /// A command with its operands.
    case command

    /// The words after the condition of an expectation.
    case expectation

    /// The value of the option before it.
    case optionValue

    /// A word for which the application has proposals.
    case application

    /// One of these words.
    case choice([String])
  }

  /// Indicates whether the operand may be any number of words.
  package var isList: Bool { name.hasSuffix("...") || kind == .expectation }

  /// Indicates whether the operand is an option, such as `--force`, which may stand anywhere.
  package var isOption: Bool { kind == .itself && name.hasPrefix("--") }

  /// Returns whether a word can be the operand; in case of doubt, it can.
  package func canBe(_ word: Word) -> Bool {
    switch kind {
    case .itself: word.text == name
    case .choice(let choices): choices.contains(word.text)
    case .emission: EmissionNumber(word) != nil
    case .number: Int(word.text) != nil
    case .emissionOr(let keyword): word.text == keyword || EmissionNumber(word) != nil
    case .payload: word.form != .plain
    default: true
    }
  }

  package static func required(_ name: String, _ kind: Kind = .text) -> Operand {
    Operand(name: name, isOptional: false, kind: kind, requirement: nil)
  }

  package static func optional(
    _ name: String,
    _ kind: Kind = .text,
    after requirement: String? = nil
  ) -> Operand {
    Operand(name: name, isOptional: true, kind: kind, requirement: requirement)
  }

  /// Returns an operand that is written as its name, such as `--list`, perhaps with a value after it.
  static func option(_ name: String, value: String? = nil) -> Operand {
    var operand = Operand.optional(name, .itself)
    operand.value = value
    return operand
  }

  /// The operand in a usage line, in brackets if it is optional.
  fileprivate var usage: String {
    let text = value.map { "\(name) \($0)" } ?? name
    return isOptional ? "[\(text)]" : text
  }
}

extension Sequence<Operand> {
  /// The operands in a usage line, the optional ones in brackets.
  package var usage: String {
    map(\.usage).joined(separator: " ")
  }

  /// Returns a usage line: the name and the operands after it.
  func usage(of name: String) -> String {
    let operands = usage
    return operands.isEmpty ? name : "\(name) \(operands)"
  }
}
