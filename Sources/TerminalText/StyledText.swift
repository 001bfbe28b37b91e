/// A text in parts, each with its style.
package struct StyledText: Sendable {
  package private(set) var parts: [Cell] = []

  package init() {}

  package init(_ text: String, _ style: Palette.Style? = nil) {
    append(text, style)
  }

  package mutating func append(_ text: String, _ style: Palette.Style? = nil) {
    if !text.isEmpty { parts.append(Cell(text, style)) }
  }

  /// The text without its styles.
  package var text: String { parts.map(\.text).joined() }
}

/// A style of a part of a text, given by indices of Unicode scalars.
package struct StyledRange: Sendable, Hashable {
  package let range: Range<Int>
  package let style: Palette.Style

  package init(_ range: Range<Int>, _ style: Palette.Style) {
    (self.range, self.style) = (range, style)
  }
}
