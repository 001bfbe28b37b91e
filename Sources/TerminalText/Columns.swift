/// A part of a row, as a cell of a table: text without escape sequences, and its style.
package struct Cell: Sendable {
  package let text: String
  package let style: Palette.Style?

  /// The number of columns that the text takes.
  let width: Int

  package init(_ text: String, _ style: Palette.Style? = nil) {
    self.text = text
    self.style = style
    width = text.displayWidth
  }
}

/// Lays out rows of cells in columns.
package enum Columns {
  /// The width above which a cell does not widen its column.
  private static let widest = 60

  /// The least width of a column in which text continues.
  private static let narrowest = 12

  /// The number of spaces between columns.
  private static let gap = 2

  /// The indent of what does not fit into the first line of a row.
  private static let hanging = 4

  /// Returns the rows as lines, in columns as wide as their widest cells, with two spaces between
  /// columns and no spaces at the ends of lines.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - palette: The colours of the cells.
  ///   - columns: The maximum width of a line; nil if there is none.
  /// - Returns: The lines of each row: one, or more if it is wider.
  package static func rows(
    _ rows: [[Cell]],
    _ palette: Palette = Palette(isColored: false),
    columns: Int? = nil
  ) -> [[String]] {
    let columns = columns.map { max(narrowest, $0) }
    let widths = widths(of: rows, columns: columns)
    return rows.map { cells in
      let last = cells.lastIndex { !$0.text.isEmpty } ?? 0
      let cells = cells.prefix(last + 1)
      var line = ""
      for (column, cell) in cells.enumerated() {
        line += palette.paint(cell.text, cell.style)
        guard column < last else { break }
        line += String(repeating: " ", count: max(0, widths[column] - cell.width) + gap)
      }
      guard let columns, line.wrapped(columns).count > 1 else { return [line] }
      return wrapped(Array(cells), palette, widths: widths, columns: columns)
    }
  }

  /// Returns the widths of the columns.
  private static func widths(of rows: [[Cell]], columns: Int?) -> [Int] {
    let widest = min(Self.widest, columns.map { $0 / 2 } ?? Self.widest)
    return rows.reduce(into: []) { widths, cells in
      for (column, cell) in cells.enumerated() {
        let width = cell.width <= widest ? cell.width : 0
        if column < widths.count {
          widths[column] = max(widths[column], width)
        } else {
          widths.append(width)
        }
      }
    }
  }

  /// Returns the rows as lines, those of all rows one after another.
  package static func aligned(
    _ rows: [[Cell]],
    _ palette: Palette = Palette(isColored: false),
    columns: Int? = nil
  ) -> [String] {
    self.rows(rows, palette, columns: columns).flatMap(\.self)
  }

  /// Returns the rows as lines without colours.
  package static func aligned(_ rows: [[String]], columns: Int? = nil) -> [String] {
    aligned(rows.map { $0.map { Cell($0) } }, columns: columns)
  }

  /// Returns a row that is wider than a line as several lines.
  ///
  /// The last cell continues below itself if there is room. Otherwise each cell stands beside the
  /// one before it if it fits there, and below it if not.
  private static func wrapped(
    _ cells: [Cell],
    _ palette: Palette,
    widths: [Int],
    columns: Int
  ) -> [String] {
    let last = cells.count - 1
    let starts = cells.indices.map { widths.prefix($0).reduce(0) { $0 + $1 + gap } }
    let isAligned =
      columns - starts[last] >= min(cells[last].width, max(narrowest, columns / 3))
    var lines = [""]
    var width = 0
    for (index, cell) in cells.enumerated() where !cell.text.isEmpty {
      var start = width == 0 ? 0 : width + gap
      if isAligned { start = max(start, starts[index]) }
      let below = isAligned && index == last ? starts[index] : hanging
      let needed = start + cell.width - columns
      // A cell that fits nowhere continues in its place, if there is room.
      if needed > 0, start > below, needed <= start - below || columns - start < columns / 2 {
        lines.append("")
        (width, start) = (0, below)
      }
      let parts = cell.text.wrapped(columns - start, hanging: start == 0 ? hanging : 0)
      lines[lines.count - 1] += String(repeating: " ", count: start - width)
      lines[lines.count - 1] += palette.paint(parts[0], cell.style)
      lines += parts.dropFirst().map {
        String(repeating: " ", count: start) + palette.paint($0, cell.style)
      }
      width = start + (parts.last?.displayWidth ?? 0)
    }
    return lines
  }
}
