import BusShell
import TestSupport
import Testing

/// The lines that are kept of the outputs of programs.
struct LineExcerptTests {
  /// Returns what is kept of an output that comes in parts.
  private func excerpt(_ choice: LineExcerpt.Choice, _ parts: [[UInt8]]) -> String? {
    var excerpt = LineExcerpt(choice)
    for part in parts { part.withUnsafeBytes { excerpt.add($0) } }
    return excerpt.text
  }

  private func excerpt(_ choice: LineExcerpt.Choice, _ text: String) -> String? {
    excerpt(choice, [Array(text.utf8)])
  }

  @Test(arguments: [
    ("one\ntwo\n", "one"), ("one", "one"), ("one\r\ntwo", "one"), ("", nil), ("\none", nil),
    (" \t\none", nil), (" one \n", " one "),
  ])
  func `the first line is what stands before the first line break`(output: String, line: String?) {
    #expect(excerpt(.first, output) == line)
  }

  @Test(arguments: [
    ("one\ntwo\n", "two"), ("one\ntwo", "two"), ("one", "one"), ("one\n\n \t\n\r\n", "one"),
    ("one\ntwo\n   ", "two"), ("", nil), ("\n\n", nil), ("one\r\n", "one"), ("a\nb\nc\n\n", "c"),
  ])
  func `the last line is the last that is not blank`(output: String, line: String?) {
    #expect(excerpt(.lastNotBlank, output) == line)
  }

  @Test func `what is not UTF-8 is replaced`() {
    #expect(excerpt(.first, [[0x61, 0xff, 0x62, 0x0a]]) == "a\u{fffd}b")
    #expect(excerpt(.lastNotBlank, [[0xc3]]) == "\u{fffd}")
  }

  @Test(arguments: [LineExcerpt.Choice.first, .lastNotBlank])
  func `a long line is cut, and not inside a character`(choice: LineExcerpt.Choice) throws {
    for length in 4090...4100 {
      let whole = String(repeating: "x", count: length)
      let kept = try #require(excerpt(choice, whole + "\u{1f600}\u{1f600}\n"))
      #expect(kept.utf8.count <= LineExcerpt.maximumSize + "…".utf8.count)
      #expect(!kept.contains("\u{fffd}"))
      #expect(kept.hasSuffix("…") == (length + 8 > LineExcerpt.maximumSize))
    }
  }

  @Test func `parts of any size give the same line as the whole`() throws {
    let seed = FuzzSeed.make()
    var generator = SplitMix64(seed: seed)
    for _ in 1...2000 {
      let count = Int.random(in: 0...40, using: &generator)
      let bytes: [UInt8] = (0..<count).map { _ in "ab \n".utf8.randomElement(using: &generator) ?? 0
      }
      var parts: [[UInt8]] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let size = Int.random(in: 0...5, using: &generator)
        parts.append(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      let isBlank = { (line: String) in line.allSatisfy(\.isWhitespace) }
      #expect(excerpt(.first, parts) == lines.first.flatMap { isBlank($0) ? nil : $0 }, "\(seed)")
      #expect(excerpt(.lastNotBlank, parts) == lines.last { !isBlank($0) }, "\(seed)")
    }
  }
}
