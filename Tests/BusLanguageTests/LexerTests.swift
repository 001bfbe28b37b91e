import BusLanguage
import TestSupport
import Testing

struct LexerTests {
  private func words(_ lines: String...) throws -> [Word] {
    var lexer = Lexer()
    for (index, line) in lines.enumerated() {
      if let words = try lexer.read(Array(line.utf8), number: index + 1) { return words }
    }
    return try #require(nil as [Word]?, "the command does not end")
  }

  private func texts(_ line: String) throws -> [String] {
    try words(line).map(\.text)
  }

  @Test(arguments: [
    ("a b\tc  ", ["a", "b", "c"]),
    ("", []),
    ("   # all of it", []),
    ("a # the rest", ["a"]),
    ("a#b #c", ["a#b"]),
    ("'a b' \"c d\"", ["a b", "c d"]),
    ("a'b c'd", ["ab cd"]),
    ("'a\\b' \"a\\\"b\\\\\" a\\ b", ["a\\b", "a\"b\\", "a b"]),
    ("'' \"\"", ["", ""]),
    ("'# no comment'", ["# no comment"]),
    ("größe 日本 👨‍👩‍👧", ["größe", "日本", "👨‍👩‍👧"]),
  ])
  func `words are separated and quoted as in a shell`(line: String, expected: [String]) throws {
    #expect(try texts(line) == expected)
  }

  @Test(arguments: [
    ("trace #1", ["trace", "#1"]),
    ("explain #12 # why", ["explain", "#12"]),
    ("diff #1 #2 #3", ["diff", "#1", "#2", "#3"]),
    ("export mermaid - #4", ["export", "mermaid", "-", "#4"]),
    ("expect completed 1 in #2", ["expect", "completed", "1", "in", "#2"]),
    ("expect completed 1 #2", ["expect", "completed", "1"]),
    ("emit a #1", ["emit", "a"]),
    ("subscribe a print in #1", ["subscribe", "a", "print", "in"]),
    ("trace #1st", ["trace"]),
    ("trace #", ["trace"]),
    ("trace # 1", ["trace"]),
    ("#1 trace #1", []),
  ])
  func `a number as traces show it is a word where a command takes one, and a comment elsewhere`(
    line: String,
    expected: [String]
  ) throws {
    #expect(try texts(line) == expected)
  }

  @Test func `a payload is taken raw to its closing brace`() throws {
    let words = try words("emit e {\"a\": \"} # \\\" {\", \"b\": [{}]} &")
    #expect(words.map(\.text) == ["emit", "e", "{\"a\": \"} # \\\" {\", \"b\": [{}]}", "&"])
    #expect(words.map(\.form) == [.plain, .plain, .payload, .plain])
  }

  @Test func `a payload goes on over lines, and the command after it`() throws {
    let words = try words("emit e {", "  \"a\": 1", "} last")
    #expect(words.map(\.text) == ["emit", "e", "{\n  \"a\": 1\n}", "last"])
    #expect(words.last?.position == Position(line: 3, column: 3))
  }

  @Test func `columns count bytes from 1`() throws {
    let words = try words("é 'x y' z")
    #expect(words.map(\.position?.column) == [1, 4, 10])
    #expect(words.map(\.end?.column) == [3, 9, 11])
  }

  @Test(arguments: [
    ("a 'b", "expected a closing ' before the end of the line", 3),
    ("a \"b\\\"", "expected a closing \" before the end of the line", 3),
    ("a b\\", "expected a character after the backslash", 4),
    ("e {}x", "expected a space after the payload", 5),
    ("a \\", "expected a character after the backslash", 3),
  ])
  func `an open quote or payload is an error at its place`(
    line: String,
    message: String,
    column: Int
  ) {
    #expect(throws: Diagnostic(message, at: Position(line: 1, column: column))) {
      try words(line)
    }
  }

  @Test func `a payload needs a space before it`() {
    let diagnostic = Diagnostic(
      "expected a space before the payload",
      at: Position(line: 1, column: 7),
      .hint("quote a brace that belongs to a word")
    )
    #expect(throws: diagnostic) { try words("emit e{\"a\": 1}") }
  }

  @Test func `bytes that are no UTF-8 are an error`() {
    var lexer = Lexer()
    #expect(throws: Diagnostic("the word is not valid UTF-8", at: Position(line: 9, column: 3))) {
      try lexer.read(Array("a ".utf8) + [0xff], number: 9)
    }
  }

  @Test(arguments: ["emit b {}", "help", "  quit 3", "\twait", "\\q", ".exit", "?", " exit"])
  func `a line that begins with a command does not belong to an open payload`(line: String) throws {
    var lexer = Lexer()
    #expect(try lexer.read(Array("emit a {\"x\": 1".utf8), number: 1) == nil)
    #expect(!lexer.canContinue(with: Array(line.utf8), in: .demo))
    let diagnostic = lexer.abandonPayload()
    #expect(diagnostic == Diagnostic("the payload is not closed", at: Position(line: 1, column: 8)))
    #expect(!lexer.isInPayload)
  }

  @Test(arguments: [
    "\"y\": 2", "}", " ,", "", "true", "null]", "-1", "y: 2", "emitter", "help: 1", "? 1", "\\",
  ])
  func `any other line does, whether it is JSON or not`(line: String) throws {
    var lexer = Lexer()
    #expect(try lexer.read(Array("emit a {\"x\": 1".utf8), number: 1) == nil)
    #expect(lexer.canContinue(with: Array(line.utf8), in: .demo))
  }

  @Test(arguments: [
    "plain", "two words", "", "it's", "say \"hi\"", "back\\slash", "{brace", "a{b", "--option",
    "a\"\u{301}b", "[bracket", "#hash",
    "&", "tab\tbed", "größe",
  ])
  func `a word's spelling reads back as the word`(text: String) throws {
    #expect(try texts(Word.spelling(of: text)) == [text])
  }
}
