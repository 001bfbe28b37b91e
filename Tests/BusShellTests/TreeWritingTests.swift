import BusLanguage
import BusShell
import EventJSON
import TerminalText
import TestSupport
import Testing

/// Trees that are written in one pass, compared with those that are laid out for a terminal.
///
/// `FUZZ_SEED` in the environment repeats a run; the seed of each run is printed.
struct TreeWritingTests {
  private static let texts = [
    "short", "a rather long text of several words, with commas, and with-a-word-of-some-length",
    "日本語のテキスト", "e\u{301}", "👩‍👩‍👧 family", "a\u{7}bell\u{1b}[31m", "zero\u{200b}width",
    "no\u{a0}break",
    "\u{202e}left", "tab\there", "back\\slash", "x", "│ └─ ├─", "⋮  2 more", "",
  ]
  private static let events = ["a", "b", "c.d", "'two words'", "日本", "'b\u{202e}e'", "nobody"]

  /// The text without everything that a layout may change.
  private static func content(_ text: String) -> String {
    String(text.filter { !" \n└├─│".contains($0) })
  }

  @Test func `a layout changes nothing but spaces, breaks and edges`() async {
    let seed = FuzzSeed.make()
    var generator = SplitMix64(seed: seed)
    var counts: [String: Int] = [:]
    for round in 1...150 {
      let script = Self.script(using: &generator)
      let (isTimed, depth) = (
        Bool.random(using: &generator), Int.random(in: 2...12, using: &generator)
      )
      let test = ShellTest.virtual.script(script).options {
        $0.showsTiming = isTimed
        $0.maxDepth = depth
      }
      let comment: Comment = "seed \(seed), round \(round):\n\(script)"
      let plain = await test.run().output
      for part in [
        "failed  ", "refused", "⋮  ", "nobody listens", "│  └─", "not run this time", "\\u{1b}",
        "in 1",
        "日本語", "; nested: ",
      ] where plain.contains(part) {
        counts[part, default: 0] += 1
      }
      #expect(await test.columns(1_000_000).run().output == plain, comment)
      let columns = Int.random(in: 20...100, using: &generator)
      let narrow = await test.columns(columns).run().output
      #expect(Self.content(narrow) == Self.content(plain), comment)
      for line in narrow.split(separator: "\n") {
        #expect(line.displayWidth <= columns, "\(columns) columns, \(line), \(comment)")
      }
      for (columns, text) in [(nil, plain), (columns, narrow)] {
        let colored = await test.columns(columns).options { $0.color = .always }.run().output
        #expect(colored.replacing(/\u{1b}\[[0-9;]+m/, with: "") == text, comment)
      }
    }
    #expect(counts.count == 10, "some of it never happened: \(counts)")
  }

  private static func script(using generator: inout SplitMix64) -> String {
    let subscriptions = (0..<Int.random(in: 2...12, using: &generator)).map { _ in
      "subscribe \(pick(events, &generator)) \(handler(&generator))"
    }
    let emissions = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      "emit \(pick(events, &generator)) \(payload(&generator))"
    }
    return (subscriptions + emissions).joined(separator: "\n")
  }

  private static func handler(_ generator: inout SplitMix64) -> String {
    let text = "'\(pick(texts, &generator))'"
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: return "print"
    case 1: return "print \(text)"
    case 2: return "fail \(text)"
    case 3: return "count"
    case 4: return "sleep \(pick(["1ms", "0s", "15s", "1100ms"], &generator))"
    case 5: return "attach print \(text)"
    case 6: return "detach print"
    default: return "relay \(pick(events, &generator))"
    }
  }

  private static func payload(_ generator: inout SplitMix64) -> String {
    let members = (0..<Int.random(in: 0...6, using: &generator)).map { key in
      let text = JSONWriter.text(of: pick(texts, &generator))
      let value = pick(["\(key)", text, text, "[1,22,333,{\"k\": null}]", "true"], &generator)
      return "\"key\(key)\": \(value)"
    }
    return "{\(members.joined(separator: ", "))}"
  }

  private static func pick(_ choices: [String], _ generator: inout SplitMix64) -> String {
    choices.randomElement(using: &generator) ?? ""
  }
}
