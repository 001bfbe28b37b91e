import Events
import TerminalText

/// One word of a command.
package struct Word: Sendable, Hashable {
  /// The form in which the word was written, which decides its possible meanings.
  package enum Form: Sendable, Hashable {
    /// Without quotes.
    case plain

    /// Quoted or escaped, at least in part.
    case quoted

    /// From an opening brace or bracket to the closing one, as written in the script.
    case payload
  }

  /// The content of the word, by its form.
  ///
  /// A payload is not copied: it is read once, byte for byte.
  private enum Content: Sendable, Hashable {
    case plain(String)
    case quoted(String)
    case payload(ArraySlice<UInt8>)
  }

  private let content: Content

  /// The start of the word; nil for a word that comes from the program's arguments.
  package var position: Position?

  /// The position after the word.
  package var end: Position?

  package init(
    _ text: String,
    _ form: Form = .plain,
    at position: Position? = nil,
    to end: Position? = nil
  ) {
    content =
      switch form {
      case .plain: .plain(text)
      case .quoted: .quoted(text)
      case .payload: .payload(Array(text.utf8)[...])
      }
    self.position = position
    self.end = end
  }

  /// Creates a payload from bytes that are UTF-8.
  init(payload: ArraySlice<UInt8>, at position: Position, to end: Position) {
    content = .payload(payload)
    self.position = position
    self.end = end
  }

  package var form: Form {
    switch content {
    case .plain: .plain
    case .quoted: .quoted
    case .payload: .payload
    }
  }

  package var text: String {
    switch content {
    case .plain(let text), .quoted(let text): text
    case .payload(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The text in UTF-8.
  var bytes: ArraySlice<UInt8> {
    switch content {
    case .plain(let text), .quoted(let text): Array(text.utf8)[...]
    case .payload(let bytes): bytes
    }
  }
}

extension Word {
  /// Returns whether this is a given word without quotes, as keywords are written.
  package func isPlain(_ text: String) -> Bool { form == .plain && self.text == text }

  /// Indicates whether the word is written as options are, known or not.
  var isOption: Bool { form == .plain && text.utf8.starts(with: "--".utf8) }

  /// Indicates whether the text between the word's quotes is the word, byte for byte.
  var isVerbatim: Bool {
    guard let position, let end else { return true }
    return end.column - position.column == text.utf8.count + 2
  }

  /// Returns the text of a word as it must be typed.
  package static func spelling(of text: String) -> String {
    if isUsual(text) { return text }
    let isPlain =
      !text.isEmpty && !text.contains("{") && !text.hasPrefix("[") && !text.hasPrefix("#")
      && !text.hasPrefix("--") && !text.hasSuffix("&") && !text.hasSuffix(";")
      && text.unicodeScalars.allSatisfy { scalar in
        scalar != "'" && scalar != "\"" && scalar != "\\" && !scalar.properties.isWhitespace
          && !scalar.isDeceptive
      }
    if isPlain { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// Returns whether a text is a word of letters, digits and dots, as names usually are.
  private static func isUsual(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(\.isUsualInNames)
  }
}

extension UInt8 {
  /// Indicates whether a byte is a letter, a digit, a dot or an underscore, as names usually have.
  var isUsualInNames: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension EventName {
  /// The name as it must be typed, and safe to show.
  package var spelling: String { Word.spelling(of: rawValue).escaped }
}
