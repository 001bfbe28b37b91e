/// The rows that a program shows at the end of a terminal's output, and its cursor in them.
package struct ScreenPicture: Sendable, Equatable {
  package var rows: [[ScreenGlyph]]
  package var cursor: Position

  package struct Position: Sendable, Equatable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
      (self.row, self.column) = (row, column)
    }
  }

  package init(rows: [[ScreenGlyph]] = [[]], cursor: Position = Position(row: 0, column: 0)) {
    (self.rows, self.cursor) = (rows, cursor)
  }

  /// Returns the number of rows above the cursor in a window of another width.
  ///
  /// - Parameters:
  ///   - columns: The new width.
  ///   - reflows: Indicates whether the terminal breaks rows that are too long; others cut them.
  /// - Returns: The number of rows.
  package func rowsAboveCursor(columns: Int, reflows: Bool) -> Int {
    guard reflows else { return cursor.row }
    let above = rows.prefix(cursor.row).reduce(0) { count, row in
      count + max(1, (row.width + columns - 1) / columns)
    }
    return above + min(cursor.column, rows[cursor.row].width) / columns
  }
}

extension [ScreenGlyph] {
  /// The width in columns.
  package var width: Int { reduce(0) { $0 + $1.width } }

  /// Returns the glyphs, or their beginning and an ellipsis if some terminal needs more room for
  /// them than a number of columns.
  package func cut(to columns: Int) -> [ScreenGlyph] {
    if fitting(in: columns) == count { return self }
    guard columns > 0 else { return [] }
    let beginning = prefix(fitting(in: columns - 1))
    return beginning + [ScreenGlyph("…", width: 1, style: beginning.last?.style ?? first?.style)]
  }

  /// Returns the number of glyphs for which there is room.
  private func fitting(in columns: Int) -> Int {
    var used = 0
    return prefix { glyph in
      defer { used += glyph.width }
      return used + glyph.reach <= columns
    }.count
  }
}

extension ScreenPicture {
  /// Returns the text that turns this picture, which is on the screen, into another one.
  ///
  /// The terminal has to begin a new row at a line feed, as in the modes for output.
  ///
  /// - Parameters:
  ///   - next: The other picture.
  ///   - columns: The width of the screen.
  ///   - palette: The colours for the styles.
  /// - Returns: The text to write; empty if the pictures are equal.
  package func changes(to next: ScreenPicture, columns: Int, _ palette: Palette) -> String {
    var pen = ScreenPen(at: cursor, columns: columns, palette)
    for (index, row) in next.rows.enumerated() {
      if index < rows.count {
        pen.rewrite(rows[index], as: row, index)
      } else {
        pen.addRow(row, index)
      }
    }
    if next.rows.count < rows.count {
      pen.move(to: Position(row: next.rows.count, column: 0))
      pen.text += "\u{1b}[J"
    }
    pen.move(to: next.cursor)
    return pen.text
  }
}

/// The writer of rows, which keeps track of the cursor.
private struct ScreenPen {
  var text = ""
  private var place: ScreenPicture.Position
  private let columns: Int
  private let palette: Palette

  /// Indicates whether the column is not known exactly, as after the last one of a row.
  private var isColumnUncertain = false

  init(at place: ScreenPicture.Position, columns: Int, _ palette: Palette) {
    (self.place, self.columns, self.palette) = (place, columns, palette)
  }

  mutating func move(to target: ScreenPicture.Position) {
    guard isColumnUncertain || place != target else { return }
    let isSameColumn = !isColumnUncertain && place.column == target.column
    if !isSameColumn { text += "\r" }
    let down = target.row - place.row
    if down != 0 { text += "\u{1b}[\(abs(down))\(down > 0 ? "B" : "A")" }
    if !isSameColumn { forward(target.column) }
    place = target
    isColumnUncertain = false
  }

  private mutating func forward(_ count: Int) {
    if count > 0 { text += "\u{1b}[\(count)C" }
  }

  /// Writes what has changed in a row.
  mutating func rewrite(_ old: [ScreenGlyph], as new: [ScreenGlyph], _ row: Int) {
    var same = 0
    while same < min(old.count, new.count), old[same] == new[same] { same += 1 }
    if same == old.count, same == new.count { return }
    // A terminal may have drawn a glyph over its neighbour, or have put its marks there.
    while same > 0, new[same - 1].isUncertain { same -= 1 }
    let touchesNeighbour = [old, new].contains { same < $0.count && $0[same].isUncertain }
    if same > 0, touchesNeighbour { same -= 1 }
    move(to: .init(row: row, column: new[..<same].reduce(0) { $0 + $1.width }))
    write(new[same...])
    clear(after: new, row, hasMore: new.width < old.width || old.contains(where: \.isUncertain))
  }

  /// Clears the rest of a row, if something may be there.
  private mutating func clear(after glyphs: [ScreenGlyph], _ row: Int, hasMore: Bool) {
    // A terminal may have drawn a glyph wider than it is here, and have moved those after it.
    guard hasMore || glyphs.contains(where: \.isUncertain), glyphs.width < columns else { return }
    move(to: .init(row: row, column: glyphs.width))
    text += "\u{1b}[K"
  }

  /// Adds a row below the last one, where the terminal scrolls if it has to.
  mutating func addRow(_ glyphs: [ScreenGlyph], _ row: Int) {
    move(to: .init(row: row - 1, column: 0))
    text += "\n"
    place = .init(row: row, column: 0)
    write(glyphs[...])
    clear(after: glyphs, row, hasMore: false)
  }

  private mutating func write(_ glyphs: ArraySlice<ScreenGlyph>) {
    var rest = glyphs
    while let first = rest.first {
      if first.isUncertain {
        rest.removeFirst()
        writeUncertain(first)
      } else {
        let run = rest.prefix { !$0.isUncertain && $0.style == first.style }
        rest = rest.dropFirst(run.count)
        text += palette.paint(run.map(\.text).joined(), first.style)
        advance(run.reduce(0) { $0 + $1.width })
      }
    }
  }

  /// Writes a glyph whose width depends on the terminal, and says where the next one stands.
  private mutating func writeUncertain(_ glyph: ScreenGlyph) {
    let start = place
    // A terminal that takes fewer columns for it, or none, leaves in the others what was there.
    text += String(repeating: " ", count: glyph.width) + "\r"
    forward(start.column)
    text += palette.paint(glyph.text, glyph.style) + "\r"
    advance(glyph.width)
    forward(place.column)
    isColumnUncertain = place.column >= columns
  }

  private mutating func advance(_ width: Int) {
    place.column += width
    isColumnUncertain = place.column >= columns
  }
}
