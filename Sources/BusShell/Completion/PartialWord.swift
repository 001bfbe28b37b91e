import BusLanguage
import TerminalText

/// A word of which only the beginning has been typed, perhaps inside an open quote.
struct PartialWord {
  /// The index of its first byte in the line.
  let start: Int

  /// The typed text, without quotes.
  let text: String

  /// Indicates whether it has no quote and no backslash.
  let isPlain: Bool

  /// The open quote.
  private var quote: UInt8?

  /// Indicates whether the last byte is a backslash that escapes the next character.
  private var isEscaping = false

  /// Reads a partial word from its first byte to the end of the line.
  init(_ typed: [UInt8], from start: Int) {
    self.start = start
    var bytes: [UInt8] = []
    for byte in typed[start...] {
      switch byte {
      case _ where isEscaping:
        bytes.append(byte)
        isEscaping = false
      case UInt8(ascii: "\\") where quote != UInt8(ascii: "'"): isEscaping = true
      case quote: quote = nil
      case UInt8(ascii: "'") where quote == nil, UInt8(ascii: "\"") where quote == nil:
        quote = byte
      default: bytes.append(byte)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    isPlain = bytes.elementsEqual(typed[start...])
  }

  /// Returns the rest of the word, spelled as it must be typed here.
  ///
  /// - Parameters:
  ///   - rest: The missing text.
  ///   - isWhole: True if the word ends with it, and the open quote with the word.
  /// - Returns: The text that continues the typed bytes.
  func spelling(of rest: String, isWhole: Bool) -> String {
    if isWhole, text.isEmpty, quote == nil, !isEscaping { return Word.spelling(of: rest) }
    let scalars = rest.unicodeScalars
    // After a backslash the next character needs no escape.
    let unescaped = isEscaping ? scalars.prefix(1) : scalars.prefix(0)
    let spelled = scalars.dropFirst(unescaped.count).enumerated().map { index, scalar in
      spelling(of: scalar, isFirst: text.isEmpty && unescaped.isEmpty && index == 0)
    }
    let closing = isWhole ? quote.map { String(Unicode.Scalar($0)) } ?? "" : ""
    return String(String.UnicodeScalarView(unescaped)) + spelled.joined() + closing
  }

  private func spelling(of scalar: Unicode.Scalar, isFirst: Bool) -> String {
    switch quote {
    // Nothing can be escaped inside single quotes, so they are closed and opened again.
    case UInt8(ascii: "'"): scalar == "'" ? "'\\''" : "\(scalar)"
    case UInt8(ascii: "\""): scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : "\(scalar)"
    default: scalar.hasToBeEscaped(isFirst: isFirst) ? "\\\(scalar)" : "\(scalar)"
    }
  }
}

extension Unicode.Scalar {
  /// Indicates whether the character has a special meaning in a word without quotes.
  fileprivate func hasToBeEscaped(isFirst: Bool) -> Bool {
    switch self {
    case "'", "\"", "\\", "{", "&", ";": true
    case "[", "#", "-": isFirst
    default: properties.isWhitespace || isDeceptive
    }
  }
}
