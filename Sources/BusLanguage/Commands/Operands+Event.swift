import Events
import TerminalText

extension Operands {
  /// Takes the name of an event.
  mutating func event(_ operand: String = "EVENT") throws(Diagnostic) -> EventName {
    let word = try word(operand)
    guard word.form != .payload else {
      throw Diagnostic("expected \(operand), found a payload", at: word.position, .usage(usage))
    }
    try rejectOption(word, as: operand)
    if word.form == .plain, word.position != nil, word.text.utf8.last == UInt8(ascii: "&") {
      throw Diagnostic(
        "expected a space before the &, found '\(word.text.cited)'",
        at: word.position,
        .hint("quote an & that belongs to the event")
      )
    }
    if word.form == .plain, word.position != nil, word.text.utf8.last == UInt8(ascii: ";") {
      throw Diagnostic(
        "expected \(operand) without a ; at its end, found '\(word.text.cited)'",
        at: word.position
      )
    }
    return EventName(word.text)
  }
}
