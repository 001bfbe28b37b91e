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
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - style: What it is; nil is nothing in particular.
  ///   - mark: What stands on both sides of an escape sequence, for line editors.
  /// - Returns: The text as it is to be written.
  package func paint(_ text: String, _ style: Style?, mark: String = "") -> String {
    guard isColored, let style, !text.isEmpty else { return text }
    return "\(mark)\u{1b}[\(style.code)m\(mark)\(text)\(mark)\u{1b}[0m\(mark)"
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
