/// Finds the end of a JSON value that begins with a brace or bracket.
///
/// It only counts braces and brackets, and skips strings, line by line. ``JSONParser`` checks the
/// value once all of it is there.
package struct PayloadScanner {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  package init() {}

  /// Returns the end of the value in a line, or nil if the value continues after the line.
  package mutating func end(in line: [UInt8], from start: Int) -> Int? {
    for index in start..<line.count {
      if isInString {
        skipStringByte(line[index])
        continue
      }
      switch line[index] {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
    }
    // A string ends with its line at the latest: JSON has no line breaks in strings.
    isInString = false
    isEscaped = false
    return nil
  }

  private mutating func skipStringByte(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
    }
  }

  /// Returns whether a line can stand inside a JSON value, judged by its first word.
  ///
  /// A line that begins with the name of a command is one, and so is another name of a command that
  /// stands alone: the payload before it is not closed.
  static func canContinue(_ line: [UInt8], in language: CommandLanguage) -> Bool {
    let start = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    if AliasTable.commands.contains(where: { start.elementsEqual($0.name.utf8) }) { return false }
    let word = start.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
    let after = line[word.endIndex...].first
    guard !word.isEmpty, after == nil || after == UInt8(ascii: " ") else { return true }
    return language.command(named: String(decoding: word, as: UTF8.self)) == nil
  }
}
