/// Writes text as UTF-8, part after part.
package struct TextWriter {
  /// The text so far.
  package var utf8: [UInt8] = []

  private let palette: Palette

  package init(_ palette: Palette = Palette(isColored: false)) {
    self.palette = palette
  }

  /// The text so far as a string.
  package var text: String { String(decoding: utf8, as: UTF8.self) }

  /// Appends a text.
  package mutating func append(_ text: String) {
    utf8.append(text)
  }

  /// Appends a text in a style, unless the text is empty.
  package mutating func append(_ text: String, _ style: Palette.Style?) {
    if !text.isEmpty { append(in: style) { $0.append(text) } }
  }

  /// Appends parts in a style.
  package mutating func append(in style: Palette.Style?, _ parts: (inout TextWriter) -> Void) {
    let sequence = style.flatMap(palette.sequence)
    if let sequence { append(sequence) }
    parts(&self)
    if sequence != nil { append(Palette.reset) }
  }

  /// Appends a number.
  package mutating func append(_ number: Int) {
    utf8.append(decimal: number)
  }

  /// Appends a number with its noun, in the plural unless it is 1.
  package mutating func append(_ count: Int, _ noun: String) {
    append(count.counted(noun))
  }

  /// Appends spaces.
  mutating func append(spaces count: Int) {
    utf8.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
  }
}
