import BusLanguage

/// A word of which only the beginning has been typed, perhaps with a quote that is still open.
struct PartialWord {
  /// Where it begins in the line.
  let start: Int

  /// What has been typed of it, without quotes.
  let text: String

  /// Whether there is no quote in it, and no backslash.
  let isPlain: Bool

  /// The quote that is open.
  private var quote: UInt8?

  /// Whether a backslash was typed last, so that the next character is taken as it is.
  private var isEscaping = false

  /// Reads what there is of a word, from where it begins to the end of the line.
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

  /// More of the word, as it has to be typed here.
  ///
  /// - Parameters:
  ///   - rest: What is missing of its text.
  ///   - isWhole: Whether the word ends with that, and with it the quote.
  /// - Returns: What goes on from the bytes that were typed.
  func spelling(of rest: String, isWhole: Bool) -> String {
    if isWhole, text.isEmpty, quote == nil, !isEscaping { return Word.spelling(of: rest) }
    let scalars = rest.unicodeScalars
    // After a backslash anything is itself.
    let asItIs = isEscaping ? scalars.prefix(1) : scalars.prefix(0)
    let spelled = scalars.dropFirst(asItIs.count).enumerated().map { index, scalar in
      spelling(of: scalar, isFirst: text.isEmpty && asItIs.isEmpty && index == 0)
    }
    let closing = isWhole ? quote.map { String(Unicode.Scalar($0)) } ?? "" : ""
    return String(String.UnicodeScalarView(asItIs)) + spelled.joined() + closing
  }

  private func spelling(of scalar: Unicode.Scalar, isFirst: Bool) -> String {
    switch quote {
    // Nothing is escaped between these quotes, so that they are left for a moment.
    case UInt8(ascii: "'"): scalar == "'" ? "'\\''" : "\(scalar)"
    case UInt8(ascii: "\""): scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : "\(scalar)"
    default: scalar.hasToBeEscaped(isFirst: isFirst) ? "\\\(scalar)" : "\(scalar)"
    }
  }
}

extension Unicode.Scalar {
  /// Whether it means something of its own in a word without quotes.
  fileprivate func hasToBeEscaped(isFirst: Bool) -> Bool {
    switch self {
    case "'", "\"", "\\", "{": true
    case "[", "#", "&", "-": isFirst
    default: properties.isWhitespace
    }
  }
}
