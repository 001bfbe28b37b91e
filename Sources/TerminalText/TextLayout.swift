/// Where text stands on a screen, as libedit lays it out.
package struct TextLayout: Sendable, Hashable {
  /// The row after the text, counted from the one in which it begins.
  package private(set) var row = 0

  /// The column after the text, from 0.
  package private(set) var column: Int

  private let columns: Int

  /// - Parameters:
  ///   - column: Where the text begins.
  ///   - columns: How wide the screen is.
  package init(from column: Int, columns: Int) {
    self.columns = max(1, columns)
    row = column / self.columns
    self.column = column % self.columns
  }

  /// Lays out text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - width: How many columns a character takes that is no control character.
  package mutating func append(
    _ text: some Sequence<Unicode.Scalar>,
    width: (Unicode.Scalar) -> Int
  ) {
    for scalar in text {
      switch scalar {
      case "\n": (row, column) = (row + 1, 0)
      case "\t": advance(8 - column % 8)
      // Control characters are shown as ^A.
      case _ where scalar.value < 0x20 || scalar.value == 0x7f: advance(2)
      default: advance(max(0, width(scalar)))
      }
    }
  }

  private mutating func advance(_ width: Int) {
    // What does not fit into the row as a whole goes to the next one.
    if column + width > columns { (row, column) = (row + 1, 0) }
    column += width
    if column >= columns { (row, column) = (row + 1, column - columns) }
  }
}
