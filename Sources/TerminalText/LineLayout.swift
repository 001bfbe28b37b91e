/// The rows of a text on a screen of a given width.
///
/// Rows are laid out when they are asked for, and again from the first change on, so that a key
/// costs the rows that it changes, however long the text is.
package struct LineLayout: Sendable {
  package let columns: Int
  package private(set) var text: [Unicode.Scalar] = []

  /// The index of the first scalar of each row that is laid out.
  private var starts = [0]

  /// Indicates whether the last row in ``starts`` is the last row of the text.
  private var isWhole = false

  package init(columns: Int) {
    self.columns = max(1, columns)
  }

  /// Replaces the text.
  package mutating func setText(_ text: [Unicode.Scalar]) {
    let old = self.text
    self.text = text
    let limit = min(old.count, text.count)
    var same = 0
    while same < limit, old[same] == text[same] { same += 1 }
    if same == limit, old.count == text.count { return }
    // A mark may change the last character of the row before, and move it to the row before that.
    starts.removeSubrange(max(1, rowIndex(of: same) - 1)...)
    isWhole = false
  }

  /// Returns the row and column of an index of the text; an index inside a character is its start.
  package mutating func position(of index: Int) -> (row: Int, column: Int) {
    extend { layout, last in layout.starts[last] > index }
    let row = rowIndex(of: index)
    var (place, column) = (starts[row], 0)
    while place < index, text[place] != "\n" {
      let (glyph, count) = glyph(at: place, column)
      if place + count > index { break }
      place += count
      column += glyph.width
    }
    return (row, column)
  }

  /// Returns the number of rows, counted up to a limit.
  package mutating func rowCount(limit: Int) -> Int {
    extend { layout, last in last + 1 >= limit }
    return min(limit, starts.count)
  }

  /// Returns the glyphs of a row, with the index of each in the text.
  package mutating func glyphs(ofRow row: Int) -> [(index: Int, glyph: ScreenGlyph)] {
    extend { layout, last in last > row }
    guard row < starts.count else { return [] }
    let end = row + 1 < starts.count ? starts[row + 1] : text.count
    var glyphs: [(Int, ScreenGlyph)] = []
    var (place, column) = (starts[row], 0)
    while place < end, text[place] != "\n" {
      let (glyph, count) = glyph(at: place, column)
      glyphs.append((place, glyph))
      place += count
      column += glyph.width
    }
    return glyphs
  }

  /// Indicates whether a row continues in the next one without a line break.
  package func continues(afterRow row: Int) -> Bool {
    row + 1 < starts.count && text[starts[row + 1] - 1] != "\n"
  }

  private func glyph(at index: Int, _ column: Int) -> (glyph: ScreenGlyph, count: Int) {
    ScreenGlyph.next(at: index, of: text, column: column, columns: columns)
  }

  /// Returns the last row that begins at an index or before it.
  private func rowIndex(of index: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return low
  }

  /// Lays out rows until a condition holds for the last one, or to the end of the text.
  private mutating func extend(until isEnough: (LineLayout, Int) -> Bool) {
    while !isWhole, !isEnough(self, starts.count - 1) {
      if let next = end(ofRowFrom: starts[starts.count - 1]) {
        starts.append(next)
      } else {
        isWhole = true
      }
    }
  }

  /// Returns the start of the row after one; nil if the text ends in it and leaves room.
  private func end(ofRowFrom start: Int) -> Int? {
    var (place, column) = (start, 0)
    while place < text.count {
      let scalar = text[place]
      if scalar == "\n" { return place + 1 }
      let isPlain =
        0x20..<0x7f ~= scalar.value && (place + 1 == text.count || text[place + 1].value < 0x300)
      if isPlain {
        column += 1
        place += 1
      } else {
        let (glyph, count) = glyph(at: place, column)
        if column + glyph.reach > columns { return place }
        column += glyph.width
        place += count
      }
      if column == columns { return place }
    }
    return nil
  }
}
