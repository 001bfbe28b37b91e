/// The marks in a line that change the character before them and take no column themselves.
///
/// libedit keeps them in the line but does not show them, as its picture of the screen has one
/// character in a column.
package enum CombiningMarks {
  /// Whether a line has characters that take no column, marks or others.
  package static func matter(in text: String, width: (Unicode.Scalar) -> Int) -> Bool {
    text.unicodeScalars.contains { $0.value > 0x7f && width($0) == 0 }
  }

  /// What shows a line again over what libedit shows of it, marks included, and leaves the cursor
  /// where it is: between its two parts.
  ///
  /// - Parameters:
  ///   - line: What is before the cursor, and after it.
  ///   - start: Where the line begins, in columns after the start of its first row.
  ///   - columns: How wide the screen is.
  ///   - width: How many columns a character takes that is no control character.
  /// - Returns: What is to be written.
  package static func overlay(
    _ line: (before: String, after: String),
    from start: Int,
    columns: Int,
    width: (Unicode.Scalar) -> Int
  ) -> String {
    var layout = TextLayout(from: start, columns: columns)
    let first = layout
    layout.append(line.before.unicodeScalars, width: width)
    let cursor = layout
    layout.append(line.after.unicodeScalars, width: width)
    let text = shown(line.before + line.after, width: width)
    // A row that is full is left only with the next character.
    let end = layout.column == 0 && layout.row > first.row ? " " : ""
    return "\r" + move(cursor.row - first.row, "A") + move(first.column, "C") + text + end + "\r"
      + move(layout.row - cursor.row, "A") + move(cursor.column, "C")
  }

  private static func move(_ count: Int, _ direction: String) -> String {
    count > 0 ? "\u{1b}[\(count)\(direction)" : ""
  }

  /// A line as it may be written to a screen.
  ///
  /// What joins emoji, or chooses how they look, would change the columns at some terminals.
  private static func shown(_ line: String, width: (Unicode.Scalar) -> Int) -> String {
    var text = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\n": text.append(contentsOf: "\r\n".unicodeScalars)
      case "\t": text.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        text.append("^")
        text.append(Unicode.Scalar(UInt8(scalar.value) ^ 0x40))
      case "\u{fe00}"..."\u{fe0f}": break
      case _ where scalar.properties.generalCategory == .nonspacingMark: text.append(scalar)
      case _ where width(scalar) <= 0: break
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
