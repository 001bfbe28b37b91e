import TerminalText
import Testing

/// Keys whose characters arrive with pauses in between.
struct KeyInputTests {
  /// The characters that a terminal sends, and the pauses in milliseconds before some of them.
  private struct Arrivals {
    var rest: [(pause: Int32, character: Unicode.Scalar)] = []

    /// Creates arrivals from texts, with a pause between one and the next.
    init(_ texts: [String], pause: Int32) {
      for text in texts {
        let start = rest.count
        rest += text.unicodeScalars.map { (0, $0) }
        if start > 0 { rest[start].pause = pause }
      }
    }

    /// Returns the next character if it comes within a time, which passes otherwise.
    mutating func next(within time: Int32) -> Unicode.Scalar? {
      guard let first = rest.first else { return nil }
      if first.pause > time {
        rest[0].pause -= time
        return nil
      }
      rest.removeFirst()
      return first.character
    }

    mutating func inputs(escapeIsKey: Bool) -> [KeyInput] {
      var inputs: [KeyInput] = []
      while let first = next(within: .max) {
        inputs.append(
          first == "\u{1b}"
            ? KeyInput(escapeIsKey: escapeIsKey) { next(within: $0) } : .characters([first])
        )
      }
      return inputs
    }
  }

  private func characters(_ text: String) -> [KeyInput] {
    text.unicodeScalars.map { .characters([$0]) }
  }

  private func inputs(_ texts: [String], pause: Int32, escapeIsKey: Bool = false) -> [KeyInput] {
    var arrivals = Arrivals(texts, pause: pause)
    return arrivals.inputs(escapeIsKey: escapeIsKey)
  }

  @Test(arguments: [
    "[D", "[1;5C", "[15;2~", "[3^", "OA", "O5D", "[[A", "[?1;2c", "\u{1b}[D", "\u{1b}OD", "[201~",
  ])
  func `a sequence may arrive in pieces, wherever it is cut`(rest: String) {
    let sequence = "\u{1b}" + rest
    for escapeIsKey in [false, true] {
      // An Escape that is a key has no more than a moment.
      let first = escapeIsKey ? (rest.hasPrefix("\u{1b}") ? 3 : 2) : 1
      for cut in first..<sequence.unicodeScalars.count {
        let pieces = [String(sequence.prefix(cut)), String(sequence.dropFirst(cut))]
        let inputs = inputs(pieces + ["x"], pause: 500, escapeIsKey: escapeIsKey)
        #expect(inputs == [.sequence(sequence)] + characters("x"), "\(pieces)")
      }
    }
  }

  @Test(arguments: [("\u{1b}[", "200~"), ("\u{1b}[2", "00~"), ("\u{1b}[200", "~")])
  func `the mark of a paste may arrive in pieces`(start: String, rest: String) {
    let mark: [KeyInput] = [.pasteMark]
    #expect(inputs([start, rest + "emit a"], pause: 60) == mark + characters("emit a"))
  }

  @Test func `Escape alone is a key where it has an effect, and soon`() {
    let escape: [KeyInput] = [.characters(["\u{1b}"])]
    #expect(inputs(["\u{1b}"], pause: 0, escapeIsKey: true) == escape)
    let slow = inputs(["\u{1b}", "[D"], pause: 60, escapeIsKey: true)
    #expect(slow == escape + characters("[D"))
    let fast = inputs(["\u{1b}", "[D"], pause: 50, escapeIsKey: true)
    #expect(fast == [.sequence("\u{1b}[D")])
  }

  @Test func `a letter after Escape belongs to it, and after a long pause is left to the keys`() {
    #expect(inputs(["\u{1b}", "b"], pause: 499) == [.characters(["\u{1b}", "b"])])
    #expect(inputs(["\u{1b}", "b"], pause: 501) == characters("\u{1b}b"))
  }

  @Test func `the beginning of a sequence whose rest is lost is no text`() {
    let nothing: [KeyInput] = [.characters([])]
    #expect(inputs(["\u{1b}[2", "a"], pause: 501) == nothing + characters("a"))
    #expect(inputs(["\u{1b}[1;"], pause: 0) == nothing)
    #expect(inputs(["\u{1b}O5", "a"], pause: 501) == nothing + characters("a"))
    // Two characters are a key with Alt.
    let altBracket: [KeyInput] = [.characters(["\u{1b}", "["])]
    #expect(inputs(["\u{1b}[", "a"], pause: 501) == altBracket + characters("a"))
  }

  @Test(arguments: ["\u{3}", "\r", "é"])
  func `a character that belongs to no sequence ends the wait`(character: String) {
    let text = "\u{1b}[2" + character
    let keys: [KeyInput] = [.characters(Array(text.unicodeScalars))]
    #expect(inputs([text, "a"], pause: 0) == keys + characters("a"))
  }
}
