import BusLanguage
import TestSupport
import Testing

/// Characters that a reader would take for a plain space, or not see at all.
struct DeceptiveTextTests {
  private static func words(_ line: String) throws -> [String]? {
    var lexer = Lexer()
    return try lexer.read(Array(line.utf8), number: 1)?.map(\.text)
  }

  @Test(arguments: [
    ("emit\u{a0}a", 5, "a plain space, found '\\u{a0}'", "U+00A0 (no-break space)"),
    ("emit a\u{a0}{}", 7, "a plain space, found '\\u{a0}'", "U+00A0 (no-break space)"),
    ("\u{3000}emit a", 1, "a plain space, found '\\u{3000}'", "U+3000 (ideographic space)"),
    ("emit\u{2003}a", 5, "a plain space, found '\\u{2003}'", "U+2003 (em space)"),
    ("emit\u{202f}a", 5, "a plain space, found '\\u{202f}'", "U+202F (narrow no-break space)"),
    ("emit a\u{b}b", 7, "a plain space, found '\\u{b}'", "U+000B (a control character)"),
    ("emit a\u{85}b", 7, "a plain space, found '\\u{85}'", "U+0085 (a control character)"),
    ("emit a\u{2028}b", 7, "a plain space, found '\\u{2028}'", "U+2028 (line separator)"),
    ("em\u{200b}it a", 3, "visible text, found '\\u{200b}'", "U+200B (zero width space)"),
    ("emit \u{feff}a", 6, "visible text, found '\\u{feff}'", "U+FEFF (zero width no-break space)"),
    ("emit a\u{ad}b", 7, "visible text, found '\\u{ad}'", "U+00AD (soft hyphen)"),
    ("emit 'é'\u{202e}b", 10, "visible text, found '\\u{202e}'", "U+202E (right-to-left override)"),
  ])
  func `a deceptive character outside quotes is named`(
    line: String,
    column: Int,
    message: String,
    name: String
  ) {
    let error = #expect(throws: Diagnostic.self) { try Self.words(line) }
    #expect(error?.message == "expected \(message)")
    #expect(error?.position == Position(line: 1, column: column))
    #expect(error?.help == .hint("this is \(name), which belongs in quotes"))
  }

  @Test(arguments: [
    ("emit 'a\u{a0}b'", ["emit", "a\u{a0}b"]), ("emit \"\u{3000}\"", ["emit", "\u{3000}"]),
    ("emit a\\\u{a0}b", ["emit", "a\u{a0}b"]), ("emit a # \u{a0}", ["emit", "a"]),
    ("print größe", ["print", "größe"]), ("print 👩‍💻 می‌خواهم", ["print", "👩‍💻", "می‌خواهم"]),
    ("print cafe\u{301} 日本", ["print", "cafe\u{301}", "日本"]),
    ("print {\"a\": \"\u{a0}\"}", ["print", "{\"a\": \"\u{a0}\"}"]), ("a\tb\r", ["a", "b"]),
  ])
  func `in quotes it is text, and so are other characters without a width`(
    line: String,
    words: [String]
  ) throws {
    #expect(try Self.words(line) == words)
  }

  @Test func `an argument of the program is shown with an escape, too`() {
    let error = #expect(throws: Diagnostic.self) {
      try CommandParser(.demo).command([Word("emit\u{a0}a")])
    }
    #expect(error?.message == "unknown command 'emit\\u{a0}a'")
    #expect(error?.help == .hint("this is U+00A0 (no-break space), which belongs in quotes"))
  }

  @Test func `in a payload it is named, too`() throws {
    var lexer = Lexer()
    let words = try #require(try lexer.read(Array("emit a {\"a\":\u{a0}1}".utf8), number: 1))
    let error = #expect(throws: Diagnostic.self) { try CommandParser(.demo).command(words) }
    #expect(error?.message == "expected a JSON value, found '\\u{a0}'")
    #expect(error?.help == .hint("this is U+00A0 (no-break space), which belongs in quotes"))
  }
}
