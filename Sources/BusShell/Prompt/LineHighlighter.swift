package import BusLanguage
package import TerminalText

/// The styles of a line while it is typed.
package enum LineHighlighter {
  /// The length above which a line stays plain, so that each key costs little.
  private static let maximumLength = 20_000

  /// Returns the styles of the parts of a line.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - cursor: The index before which the cursor stands; the word there may be unfinished.
  ///   - unfinished: The earlier lines of the same command.
  ///   - language: The commands and handlers that there are.
  /// - Returns: The ranges in order, in indices of the line.
  package static func ranges(
    of line: [Unicode.Scalar],
    cursor: Int,
    after unfinished: [UInt8] = [],
    in language: CommandLanguage
  ) -> [StyledRange] {
    guard line.count + unfinished.count <= maximumLength else { return [] }
    let earlier = Array(String(decoding: unfinished, as: UTF8.self).unicodeScalars)
    var scanner = StyleScanner(earlier + line, cursor: earlier.count + cursor, language)
    return scanner.scan().filter { $0.range.lowerBound >= earlier.count }.map {
      let range = $0.range
      return StyledRange(
        (range.lowerBound - earlier.count)..<(range.upperBound - earlier.count),
        $0.style
      )
    }
  }
}

private struct StyleScanner {
  let text: [Unicode.Scalar]
  let cursor: Int
  let language: CommandLanguage
  private var index = 0
  private var ranges: [StyledRange] = []

  /// The indices of the brackets that are open, and the pair at the cursor.
  private var open: [Int] = []
  private var pair: [Int] = []

  init(_ text: [Unicode.Scalar], cursor: Int, _ language: CommandLanguage) {
    (self.text, self.cursor, self.language) = (text, cursor, language)
  }

  mutating func scan() -> [StyledRange] {
    var words: [String] = []
    while index < text.count {
      switch text[index] {
      case "\n":
        words = []
        index += 1
      case " ", "\t", "\r": index += 1
      case "#": skip(.faint) { $0 != "\n" }
      case "{", "[":
        scanPayload()
        words.append("")
      default: words.append(scanWord(after: words))
      }
    }
    let marks = pair.map { StyledRange($0..<($0 + 1), .match) }
    return (ranges + marks).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private mutating func skip(_ style: Palette.Style?, while isPart: (Unicode.Scalar) -> Bool) {
    let start = index
    while index < text.count, isPart(text[index]) { index += 1 }
    if let style { ranges.append(StyledRange(start..<index, style)) }
  }

  private mutating func scanWord(after words: [String]) -> String {
    let start = index
    var quote: Unicode.Scalar?
    while index < text.count, text[index] != "\n", quote != nil || text[index] != " " {
      if text[index] == quote {
        quote = nil
      } else if quote == nil, text[index] == "'" || text[index] == "\"" {
        quote = text[index]
      }
      index += 1
    }
    let word = String(String.UnicodeScalarView(text[start..<index]))
    if let style = style(of: word, after: words, isUnfinished: index == cursor) {
      ranges.append(StyledRange(start..<index, style))
    }
    return word
  }

  /// Returns the style of a name: that of a command, or of a mistake.
  private func style(
    of word: String,
    after words: [String],
    isUnfinished: Bool
  ) -> Palette.Style? {
    if let start = CommandTable.commandStart(in: words), words.count >= start {
      return style(of: word, after: Array(words.dropFirst(start)), isUnfinished: isUnfinished)
    }
    if words.isEmpty {
      if language.command(named: word) != nil { return .event }
      let canBecomeOne = language.commands.contains { $0.name.hasPrefix(word) }
      return isUnfinished && canBecomeOne ? nil : .failed
    }
    guard words.count == 2, isHandlerExpected(after: words),
      language.handler(named: word) == nil
    else { return nil }
    let canBecomeOne = language.handlers.contains { $0.name.hasPrefix(word) }
    return isUnfinished && canBecomeOne ? nil : .failed
  }

  /// Indicates whether the next word of a command names a handler that need not be subscribed yet.
  private func isHandlerExpected(after words: [String]) -> Bool {
    let operands = language.command(named: words[0])?.operands ?? []
    return operands.count >= words.count && operands[words.count - 1].kind == .handler
  }

  private mutating func scanPayload() {
    repeat {
      switch text[index] {
      case "{", "[":
        open.append(index)
        index += 1
      case "}", "]":
        if let start = open.popLast(), [start, index].contains(where: isAtCursor) {
          pair = [start, index]
        }
        index += 1
      case "\"": scanString()
      case "-", "0"..."9": skip(.hint) { "+-.eE".unicodeScalars.contains($0) || "0"..."9" ~= $0 }
      default: index += 1
      }
    } while !open.isEmpty && index < text.count
  }

  private mutating func scanString() {
    let start = index
    index += 1
    while index < text.count, text[index] != "\"", text[index] != "\n" {
      index += text[index] == "\\" ? 2 : 1
    }
    index = min(text.count, index < text.count && text[index] == "\"" ? index + 1 : index)
    ranges.append(StyledRange(start..<index, .ok))
  }

  private func isAtCursor(_ bracket: Int) -> Bool { bracket == cursor || bracket + 1 == cursor }
}
