import EventJSON
import Events
import TerminalText

/// An expectation about what a service holds.
package struct StateExpectation: Sendable {
  package let service: Word
  package let condition: Condition

  package enum Condition: Sendable {
    /// The service holds nothing.
    case nothing

    /// A field of an item has a value, or no item has it.
    ///
    /// An item is named by the value of its first field.
    case field(item: Word?, name: Word, isNegated: Bool, value: Word)
  }

  /// The word for a service that holds nothing.
  package static let nothing = "nothing"

  /// The word before a value that is not to be there.
  package static let negation = "not"

  /// Returns a value as it is compared: a string as it is, everything else as JSON with sorted keys.
  package static func text(of value: any Sendable) -> String {
    (value as? String) ?? JSONWriter.text(of: value)
  }

  /// Returns what a payload is as a value; nil if it is no JSON.
  package static func value(ofPayload bytes: some Sequence<UInt8>) -> (any Sendable)? {
    let text = Array("{\"value\":".utf8) + bytes + [UInt8(ascii: "}")]
    let object = try? JSONParser.object(in: text[...], as: .payload)
    return object?["value"]
  }
}

extension Operands {
  /// Takes the words of an expectation about a service.
  mutating func stateExpectation() throws(Diagnostic) -> StateExpectation {
    let service = try word("SERVICE")
    var words = [try word("FIELD and VALUE, or '\(StateExpectation.nothing)',")]
    if words[0].isPlain(StateExpectation.nothing), !hasMore {
      return StateExpectation(service: service, condition: .nothing)
    }
    words.append(try word("VALUE"))
    var isNegated = false
    while hasMore {
      if words[words.count - 1].isPlain(StateExpectation.negation), !isNegated {
        words.removeLast()
        isNegated = true
      } else if isNegated || words.count == 3 {
        break
      }
      words.append(try word("VALUE"))
    }
    if let word = next {
      throw Diagnostic(
        "expected the end of the command, found '\(word.text.cited)'",
        at: word.position,
        .hint("quote a value of several words")
      )
    }
    let value = words.removeLast()
    let name = words.removeLast()
    return StateExpectation(
      service: service,
      condition: .field(
        item: words.first,
        name: name,
        isNegated: isNegated,
        value: try compared(value)
      )
    )
  }

  /// Returns a value as it is compared; one in braces or brackets has to be JSON.
  private func compared(_ word: Word) throws(Diagnostic) -> Word {
    guard word.form == .payload else { return word }
    guard let value = StateExpectation.value(ofPayload: word.bytes) else {
      throw Diagnostic(expected: "VALUE as JSON", found: word)
    }
    return Word(StateExpectation.text(of: value), .payload, at: word.position, to: word.end)
  }
}
