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

  /// The first place after the word.
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
  /// Whether it is this word without quotes, as keywords are written.
  func isPlain(_ text: String) -> Bool { form == .plain && self.text == text }

  /// Whether what is between the word's quotes is the word, byte for byte.
  var isVerbatim: Bool {
    guard let position, let end else { return true }
    return end.column - position.column == text.utf8.count + 2
  }

  /// A word's text as it would have to be typed.
  package static func spelling(of text: String) -> String {
    let isPlain =
      !text.isEmpty && !text.contains("{") && !text.hasPrefix("[") && !text.hasPrefix("#")
      && !text.hasPrefix("--") && !text.hasSuffix("&")
      && text.unicodeScalars.allSatisfy { scalar in
        scalar != "'" && scalar != "\"" && scalar != "\\" && !scalar.properties.isWhitespace
      }
    if isPlain { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
