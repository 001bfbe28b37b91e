import TerminalText
import Testing

struct CharacterRangeTests {
  @Test(arguments: [
    ["a", "b"], ["e\u{301}", "x"], ["日", "本", "か\u{3099}"], ["👨‍👩‍👧", "👍🏽", "❤️"],
    ["🇩🇪", "🇫🇷", "🇮🇹"], ["क्षि", "กั", "한"], ["\u{301}", "a"], ["a", "\u{202e}", "\u{301}"],
    ["\t", "\u{1}", "\n", "é"], ["x\u{200d}", "\""],
  ])
  func `each scalar belongs to the character that is seen`(characters: [String]) {
    let text = Array(characters.joined().unicodeScalars)
    var start = 0
    for character in characters {
      let end = start + character.unicodeScalars.count
      for index in start..<end { #expect(text.characterRange(at: index) == start..<end) }
      start = end
    }
  }

  @Test func `many flags, and marks without end, have ranges without gaps`() {
    for unit in ["🇩🇪", "e\u{301}\u{302}", "日", "\u{301}", "👨‍👩‍👧"] {
      let text = Array(String(repeating: unit, count: 300).unicodeScalars)
      var index = 0
      while index < text.count {
        let range = text.characterRange(at: index)
        #expect(range.contains(index))
        index = range.upperBound
      }
    }
    let flags = Array(String(repeating: "🇩🇪", count: 300).unicodeScalars)
    #expect(flags.characterRange(at: 599) == 598..<600)
  }
}
