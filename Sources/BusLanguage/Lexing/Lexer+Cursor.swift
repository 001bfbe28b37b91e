import TerminalText

extension Lexer {
  /// A position in a line, from which words are read.
  package struct Cursor {
    let line: [UInt8]
    let number: Int
    package var index = 0

    package init(line: [UInt8], number: Int) {
      self.line = line
      self.number = number
    }

    var position: Position { Position(line: number, column: index + 1) }

    var isAtWordEnd: Bool { index == line.count || Self.isSpace(line[index]) }

    package var isAtPayload: Bool {
      line[index] == UInt8(ascii: "{") || line[index] == UInt8(ascii: "[")
    }

    /// Moves to the word after those of a command, and returns whether there is one before a comment
    /// or the end of the line.
    package mutating func skipSpaces(after words: [Word]) -> Bool {
      while index < line.count, Self.isSpace(line[index]) { index += 1 }
      guard index < line.count else { return false }
      guard line[index] == UInt8(ascii: "#") else { return true }
      return isAtEmissionNumber && CommandTable.takesEmissionNumber(after: words)
    }

    /// Indicates whether the next word is a number as traces show it, such as `#1`.
    private var isAtEmissionNumber: Bool {
      let word = line[index...].prefix { !Self.isSpace($0) }.dropFirst()
      return !word.isEmpty && word.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
    }

    /// Reads a word that is not a payload.
    package mutating func word() throws(Diagnostic) -> Word {
      let start = position
      let first = index
      try skipPlain()
      // Most words have no quotes and no escapes.
      if isAtWordEnd { return try word(line[first..<index], .plain, at: start) }
      var bytes = Array(line[first..<index])
      var form = Word.Form.plain
      while !isAtWordEnd {
        let byte = line[index]
        let begin = index
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          form = .quoted
          try readQuoted(by: byte, into: &bytes)
        case UInt8(ascii: "\\"):
          form = .quoted
          try readEscaped(into: &bytes)
        case UInt8(ascii: "{"):
          throw Diagnostic(
            "expected a space before the payload",
            at: position,
            .hint("quote a brace that belongs to a word")
          )
        default:
          try skipPlain()
          bytes += line[begin..<index]
        }
      }
      return try word(bytes[...], form, at: start)
    }

    /// Moves to the end of the text without quotes and escapes.
    ///
    /// - Throws: A diagnostic of a character that a reader would take for a space, or not see.
    private mutating func skipPlain() throws(Diagnostic) {
      let first = index
      var isASCII = true
      scan: while index < line.count {
        switch line[index] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "'"),
          UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "{"):
          break scan
        case 0x0e..<0x80: break
        default: isASCII = false
        }
        index += 1
      }
      if isASCII { return }
      var column = first
      for scalar in String(decoding: line[first..<index], as: UTF8.self).unicodeScalars {
        if scalar.isDeceptive {
          throw Diagnostic(deceptive: scalar, at: Position(line: number, column: column + 1))
        }
        column += UTF8.width(scalar)
      }
    }

    private func word(
      _ bytes: ArraySlice<UInt8>,
      _ form: Word.Form,
      at start: Position
    ) throws(Diagnostic) -> Word {
      guard let text = String(utf8: bytes.span) else {
        throw Diagnostic("the word is not valid UTF-8", at: start)
      }
      return Word(text, form, at: start, to: position)
    }

    private mutating func readQuoted(by quote: UInt8, into bytes: inout [UInt8]) throws(Diagnostic)
    {
      let start = position
      index += 1
      while index < line.count, line[index] != quote {
        if quote == UInt8(ascii: "\""), line[index] == UInt8(ascii: "\\") {
          try readEscaped(into: &bytes)
        } else {
          bytes.append(line[index])
          index += 1
        }
      }
      guard index < line.count else {
        let quote = Character(Unicode.Scalar(quote))
        throw Diagnostic("expected a closing \(quote) before the end of the line", at: start)
      }
      index += 1
    }

    private mutating func readEscaped(into bytes: inout [UInt8]) throws(Diagnostic) {
      guard index + 1 < line.count else {
        throw Diagnostic("expected a character after the backslash", at: position)
      }
      bytes.append(line[index + 1])
      index += 2
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
  }
}
