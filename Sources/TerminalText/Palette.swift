/// The colours for the styles of text, if text is coloured at all.
package struct Palette: Sendable {
  package let isColored: Bool

  /// The escape sequence that ends every style.
  static let reset = "\u{1b}[0m"

  /// The kind of a text, which decides its look.
  package enum Style: Sendable {
    case event, ok, failed, cancelled, error, hint, faint, match
  }

  package init(isColored: Bool) {
    self.isColored = isColored
  }

  /// Returns the text with the escape sequences (ECMA-48, "select graphic rendition") of its style.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - style: The style; nil leaves the text unchanged.
  /// - Returns: The text to write.
  package func paint(_ text: String, _ style: Style?) -> String {
    guard !text.isEmpty, let sequence = style.flatMap(sequence) else { return text }
    return sequence + text + Self.reset
  }

  /// Returns the escape sequence that begins a style; nil if text is not coloured.
  func sequence(of style: Style) -> String? { isColored ? "\u{1b}[\(style.code)m" : nil }
}

extension Palette.Style {
  fileprivate var code: String {
    switch self {
    case .event: "1"
    case .ok: "32"
    case .failed: "31"
    case .cancelled: "33"
    case .error: "1;31"
    case .hint: "36"
    case .faint: "2"
    case .match: "1;4"
    }
  }
}
