extension [Unicode.Scalar] {
  /// The number of scalars before one in which the beginning of its character is looked for.
  private static let longestWalk = 64

  /// Returns the range of the character, as a screen shows it, that a scalar belongs to.
  ///
  /// - Parameter index: The index of the scalar.
  /// - Returns: The indices of the scalars of the character.
  package func characterRange(at index: Int) -> Range<Int> {
    var start = index
    while start > 0, self[start].value >= 0x300, !self[start].actsOnTerminals,
      // Which halves make a flag depends on all of those before.
      index - start < Self.longestWalk || self[start].isHalfOfFlag
    {
      start -= 1
    }
    while true {
      let end = start + ScreenGlyph.next(at: start, of: self, column: 0, columns: 80).count
      if end > index { return start..<end }
      start = end
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isHalfOfFlag: Bool { 0x1f1e6...0x1f1ff ~= value }
}
