/// One word of a command.
package struct Word: Sendable, Hashable {
  /// How the word was written, which decides what it may be.
  package enum Form: Sendable, Hashable {
    /// Without quotes.
    case plain

    /// At least in part in quotes.
    case quoted

    /// From an opening brace or bracket to the closing one, as it stands in the script.
    case payload
  }

  package var text: String
  package var form: Form

  /// Where the word begins; nil for a word that comes from the program's arguments.
  package var position: Position?

  /// The first place behind the word.
  package var end: Position?

  package init(
    _ text: String,
    _ form: Form = .plain,
    at position: Position? = nil,
    to end: Position? = nil
  ) {
    self.text = text
    self.form = form
    self.position = position
    self.end = end
  }
}

extension Word {
  /// A word's text as it would have to be typed.
  package static func spelling(of text: String) -> String {
    let isPlain =
      !text.isEmpty && !text.hasPrefix("{") && !text.hasPrefix("[") && !text.hasPrefix("#")
      && text != "&"
      && text.unicodeScalars.allSatisfy { scalar in
        scalar != "'" && scalar != "\"" && scalar != "\\" && !scalar.properties.isWhitespace
      }
    if isPlain { return text }
    let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "\"\(String(escaped))\""
  }
}
