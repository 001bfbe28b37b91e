import TerminalText

extension String {
  /// Returns the text, safe to show; of a long one the beginning, and how long it is.
  func shortened(to maximum: Int) -> String {
    let safe = prefix(ofScalars: maximum + 1).escaped
    let beginning = safe.prefix(ofScalars: maximum)
    guard beginning != safe else { return safe }
    return "\(beginning)… (\(unicodeScalars.count) characters)"
  }

  /// Returns the text, safe to show, as lines of a label; of a long one the beginning, and how long
  /// it is.
  func labelLines(_ columns: Int, maximum: Int) -> [String] {
    let lines = shortened(to: columns * maximum).wrapped(columns)
    if lines.count <= maximum { return lines.map { $0.isEmpty ? " " : $0 } }
    return lines.prefix(maximum - 1) + ["… (\(unicodeScalars.count) characters)"]
  }

  private func prefix(ofScalars count: Int) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
  }
}
