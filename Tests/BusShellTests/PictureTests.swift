import BusLanguage
import BusShell
import BusTrace
import Foundation
import Testing

/// Recordings as pictures.
struct PictureTests {
  /// Returns the pictures that a script exports to its output.
  private func pictures(
    _ script: String,
    maxDepth: Int = 64
  ) async throws -> [PictureText] {
    let printed = await virtualTranscript(script) {
      $0.isQuiet = true
      $0.isEmpty = true
      $0.maxDepth = maxDepth
    }
    return try printed.split(separator: "<svg ", omittingEmptySubsequences: false).dropFirst().map {
      part in
      let end = try #require(part.firstRange(of: "</svg>"), "\(part)")
      return try PictureText(reading: "<svg \(part[..<end.upperBound])")
    }
  }

  private static let views = ["export svg -", "export svg - --timeline"]

  @Test(arguments: views)
  func `a picture is well-formed, and says names as they are`(view: String) async throws {
    let names = [
      "</script><script>x", "a&amp;b", "<!--", "]]>", "\"q\" 'r'", "\u{1b}[2J", "日本 👩‍👧", "שלום",
      "\u{202e}evil", "\u{0}", "\u{fffe}", "é\u{301}\u{301}", "", " ",
    ]
    var script = ""
    for name in names {
      let word = Word.spelling(of: name)
      script += "subscribe \(word) fail \(word)\nemit \(word) {\"text\": \"<b>&\"}\n\(view)\n"
    }
    let pictures = try await pictures(script)
    #expect(pictures.count == names.count)
    for (picture, name) in zip(pictures, names) {
      let text = picture.joined
      let allowed: Set = ["svg", "title", "desc", "style", "rect", "g", "path", "text", "tspan"]
      #expect(picture.elements.subtracting(allowed) == [])
      #expect(text.unicodeScalars.allSatisfy { !$0.properties.isNoncharacterCodePoint })
      let safe = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x202e }
      if safe, !name.isEmpty, !name.contains(" ") { #expect(text.contains(name), "\(text)") }
      if name.hasPrefix("\u{202e}") { #expect(text.contains("\\u{202e}evil"), "\(text)") }
    }
  }

  @Test func `a sequence says who called whom, with which outcome`() async throws {
    let script = """
      subscribe a sleep 1s
      subscribe a fail out of paper
      subscribe a relay b
      subscribe b print x
      emit a {"n": 1}
      export svg -
      """
    let picture = try #require(try await pictures(script).first)
    #expect(
      picture.texts == [
        "emitter", "emitter", "bus", "bus", "sleep 1s", "sleep 1s", "fail out of paper",
        "fail out of paper", "relay b", "relay b", "print x", "print x", "#1 a {\"n\":1}", "#1 a",
        "#1 completed", "#1 a", "#1 failed, out of paper", "#1 a", "#2 b {\"n\":1}", "#2 b",
        "#2 completed, x", "#2 b ends", "#1 completed", "#1 a ends",
      ]
    )
    #expect(picture.contents["title"] == "Sequence of #1 a")
    let summary = try #require(picture.contents["desc"])
    #expect(summary.hasPrefix("#1 a: 3 handlers: 2 completed, 1 failed. 1. a starts. 2. sleep"))
    #expect(summary.contains(" 5. fail out of paper failed: out of paper."))
  }

  @Test func `a timeline has the outcome of each handler in a word, and a scale of time`()
    async throws
  {
    let script = """
      subscribe a sleep 20m
      subscribe a fail
      subscribe a relay b
      emit a
      export svg - --timeline
      set timing off
      export svg - --timeline
      """
    let pictures = try await pictures(script)
    try #require(pictures.count == 2)
    #expect(
      pictures[0].texts == [
        "full width: 20m00s", "0", "5m00s", "10m00s", "15m00s", "20m00s",
        "#1 a", "20m00s", "  sleep 20m", "completed", "20m00s", "  fail", "failed", "  relay b",
        "completed", "    #2 b",
      ]
    )
    #expect(
      pictures[1].texts == [
        "full width: 10 records, in order", "1", "3", "5", "7", "10", "#1 a",
        "  sleep 20m", "completed", "  fail", "failed", "  relay b", "completed", "    #2 b",
      ]
    )
  }

  @Test(arguments: views)
  func `what was cancelled or refused says so in a picture`(view: String) async throws {
    let script = """
      subscribe a sleep 1s
      subscribe b relay b
      emit a &
      cancel
      wait
      \(view)
      emit b
      \(view)
      """
    let pictures = try await pictures(script, maxDepth: 1)
    try #require(pictures.count == 2)
    #expect(pictures[0].joined.contains("cancelled"))
    #expect(pictures[1].joined.contains("refused"))
  }

  @Test(
    arguments: views,
    [
      (1...500).map { "subscribe e print handler number \($0)\n" }.joined(),
      (1...500).map { "subscribe e relay to\($0)\n" }.joined(),
    ]
  )
  func `a picture that would be too large ends early and says so`(
    view: String,
    wiring: String
  ) async throws {
    let script = "\(wiring)emit e\n\(view)"
    let picture = try #require(try await pictures(script).first)
    #expect(picture.texts.count < 1300)
    let note = /not shown: \d+ more (messages|rows), because the picture has no room/
    #expect(picture.joined.contains(note))
  }

  @Test func `a long payload is shortened, and the picture says how long it is`() async throws {
    let data = "{\"text\": \"\(String(repeating: "long <& ", count: 7500))\"}"
    let script = "subscribe e print \(String(repeating: "n", count: 5000))\nemit e \(data)\n"
    let pictures = try await pictures(script + Self.views.joined(separator: "\n"))
    try #require(pictures.count == 2)
    #expect(pictures[0].joined.contains("… (60016 characters)"))
    #expect(pictures[0].joined.contains("… (5006 characters)"))
    for picture in pictures { #expect(picture.joined.count < 3000) }
  }

  @Test func `a sequence leaves out the same part of a runaway as the tree`() async throws {
    let script = "subscribe a relay a\nemit a\nexport svg -"
    let text = try #require(try await pictures(script).first).joined
    #expect(text.contains("not shown: 60 more, each nested in the one before"))
    #expect(text.contains("#2 a {}") && !text.contains("#3 a {}") && text.contains("#63 a {}"))
  }

  @Test(arguments: views)
  func `a picture says that a concurrent emission is still running`(view: String) async throws {
    let script = "subscribe a sleep 1s\nemit a &\nemit b\n\(view)"
    let picture = try #require(try await pictures(script).first)
    #expect(picture.joined.contains("not shown: #1 a, which is still running"))
  }

  @Test func `only a picture can be a timeline`() async {
    let printed = await virtualTranscript(
      """
      emit e
      export chrome - --timeline
      export svg - 1 --timeline 2
      export svg - --timelin
      export pdf -
      """
    )
    #expect(
      printed.contains(
        "2:17: error: expected the format svg with --timeline, found 'chrome'\n"
          + "usage: export FORMAT FILE [N] [OPTION...]\n"
      )
    )
    #expect(printed.contains("3:27: error: expected the end of the command, found '2'\n"))
    #expect(
      printed.contains(
        "error: expected OPTION (--timeline, --force), found '--timelin'\nhint: did you mean"
      )
    )
    #expect(
      printed.contains("error: expected FORMAT (svg, html, mermaid, chrome, jsonl), found 'pdf'\n")
    )
  }
}

// MARK: - Colours

extension PictureTests {
  /// The luminance of a colour as the guidelines for accessible content (WCAG 2) define it.
  private static func luminance(_ color: String) -> Double {
    let value = Int(color.dropFirst(), radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
      let part = Double(part) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test(arguments: PictureColor.allCases.filter { $0 != .paper && $0 != .rule })
  func `every colour of text is readable on light and on dark paper`(color: PictureColor) {
    for (text, paper) in [
      (color.light, PictureColor.paper.light), (color.dark, PictureColor.paper.dark),
    ] {
      let both = [Self.luminance(text), Self.luminance(paper)].sorted()
      #expect((both[1] + 0.05) / (both[0] + 0.05) >= 4.5)
    }
  }
}
