/// The combining marks of a line: they change the character before them and take no column.
///
/// libedit keeps them in the line but does not show them, because its copy of the screen has one
/// character in each column.
package enum CombiningMarks {
  /// Returns whether a line has characters that take no column, marks or others.
  package static func matter(in text: String, width: (Unicode.Scalar) -> Int) -> Bool {
    text.unicodeScalars.contains { $0.value > 0x7f && width($0) == 0 }
  }

  /// Returns the text that shows a line again, with its marks, over the line as libedit shows it,
  /// and puts the cursor back between the two parts of the line.
  ///
  /// - Parameters:
  ///   - line: The parts of the line before and after the cursor.
  ///   - start: The start of the line, in columns after the start of its first row.
  ///   - columns: The width of the screen.
  ///   - width: The number of columns of a character that is not a control character.
  /// - Returns: The text to write.
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
    // The cursor leaves a full row only when the next character is written.
    let end = layout.column == 0 && layout.row > first.row ? " " : ""
    return "\r" + move(cursor.row - first.row, "A") + move(first.column, "C") + text + end + "\r"
      + move(layout.row - cursor.row, "A") + move(cursor.column, "C")
  }

  private static func move(_ count: Int, _ direction: String) -> String {
    count > 0 ? "\u{1b}[\(count)\(direction)" : ""
  }

  /// Returns a line in a form that may be written to a screen.
  ///
  /// Joiners and variation selectors are left out: they would change the columns at some terminals.
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
