/// The colours of text: which style looks how, if anything is coloured at all.
package struct Palette: Sendable {
  package let isColored: Bool

  /// What text is, which decides how it looks.
  package enum Style: Sendable {
    case event, ok, failed, cancelled, error, hint, faint
  }

  package init(isColored: Bool) {
    self.isColored = isColored
  }

  /// The text with the escape sequences (ECMA-48, "select graphic rendition") of its style.
  package func paint(_ text: String, _ style: Style?) -> String {
    guard isColored, let style, !text.isEmpty else { return text }
    return "\u{1b}[\(style.code)m\(text)\u{1b}[0m"
  }
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
    }
  }
}
