import TerminalText
import Testing

struct KeySequenceTests {
  private func sequence(_ rest: String) -> KeySequence {
    var sequence = KeySequence()
    for character in rest.unicodeScalars {
      #expect(sequence.isOpen, "\(rest.debugDescription)")
      sequence.append(character)
    }
    return sequence
  }

  @Test(arguments: [
    "[D", "[1;5D", "[200~", "[3^", "[Z", "[?1;2c", "OD", "O5D", "OM", "[[A", "\u{1b}[D", "\u{1b}OD",
  ])
  func `a key is whole with its last character`(rest: String) {
    #expect(!sequence(rest).isOpen)
    #expect(sequence(rest).isKey)
    #expect(sequence(rest).text == "\u{1b}" + rest)
  }

  @Test(arguments: ["", "\u{1b}", "[", "[1;", "[[", "O", "\u{1b}["])
  func `an incomplete sequence waits for more`(rest: String) {
    #expect(sequence(rest).isOpen)
    #expect(!sequence(rest).isKey)
  }

  @Test(arguments: ["b", "\u{3}", "\u{1b}\u{1b}", "[1\n", "[é", "O\u{7f}"])
  func `Escape before anything else is a key by itself`(rest: String) {
    #expect(!sequence(rest).isOpen)
    #expect(!sequence(rest).isKey)
  }
}
