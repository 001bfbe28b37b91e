/// The position after a text on a screen, as libedit lays the text out.
package struct TextLayout: Sendable, Hashable {
  /// The row after the text, from 0.
  package private(set) var row = 0

  /// The column after the text, from 0.
  package private(set) var column: Int

  private let columns: Int

  /// Creates the layout of an empty text.
  ///
  /// - Parameters:
  ///   - column: The start of the text, in columns after the start of row 0.
  ///   - columns: The width of the screen.
  package init(from column: Int, columns: Int) {
    self.columns = max(1, columns)
    row = column / self.columns
    self.column = column % self.columns
  }

  /// Lays out more text, after the text so far.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - width: The number of columns of a character that is not a control character.
  package mutating func append(
    _ text: some Sequence<Unicode.Scalar>,
    width: (Unicode.Scalar) -> Int
  ) {
    for scalar in text {
      switch scalar {
      case "\n": (row, column) = (row + 1, 0)
      case "\t": advance(8 - column % 8)
      // Control characters are shown in the form ^A.
      case _ where scalar.value < 0x20 || scalar.value == 0x7f: advance(2)
      default: advance(max(0, width(scalar)))
      }
    }
  }

  private mutating func advance(_ width: Int) {
    // A character that does not fit into the row as a whole goes to the next one.
    if column + width > columns { (row, column) = (row + 1, 0) }
    column += width
    if column >= columns { (row, column) = (row + 1, column - columns) }
  }
}
