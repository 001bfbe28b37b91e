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
package struct Columns {
  /// The widths of the columns: those of their widest cells.
  private let widths: [Int]

  /// The maximum width of a line; nil if there is none.
  private let columns: Int?

  /// The width above which a cell does not widen its column.
  private static let widest = 60

  /// The least width of a column in which text continues.
  private static let narrowest = 12

  /// The number of spaces between columns.
  private static let gap = 2

  /// The indent of what does not fit into the first line of a row.
  private static let hanging = 4

  package init(of rows: [[Cell]], columns: Int?) {
    self.columns = columns.map { max(Self.narrowest, $0) }
    widths = Self.widths(of: rows, columns: self.columns)
  }

  /// Appends a row as one line, with two spaces between columns and no spaces at its end.
  package func append(_ row: [Cell], to text: inout TextWriter) {
    let cells = Self.filled(row)
    for (column, cell) in cells.enumerated() {
      text.append(cell.text, cell.style)
      guard column < cells.count - 1 else { break }
      text.append(spaces: max(0, widths[column] - cell.width) + Self.gap)
    }
  }

  /// Returns a row as lines: one, or more if it is wider.
  package func lines(of row: [Cell], _ palette: Palette) -> [String] {
    var text = TextWriter(palette)
    append(row, to: &text)
    let line = text.text
    guard let columns, line.wrapped(columns).count > 1 else { return [line] }
    return wrapped(Array(Self.filled(row)), palette, columns: columns)
  }

  /// Returns a row up to its last cell with a text.
  private static func filled(_ row: [Cell]) -> ArraySlice<Cell> {
    row.prefix((row.lastIndex { !$0.text.isEmpty } ?? 0) + 1)
  }
}

extension Columns {
  /// Returns the rows as lines, in columns as wide as their widest cells.
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
    let layout = Columns(of: rows, columns: columns)
    return rows.map { layout.lines(of: $0, palette) }
  }

  /// Returns the widths of the columns.
  private static func widths(of rows: [[Cell]], columns: Int?) -> [Int] {
    let widest = min(Self.widest, columns.map { $0 / 2 } ?? Self.widest)
    var widths = Array(repeating: 0, count: rows.reduce(0) { max($0, $1.count) })
    for row in rows {
      for (column, cell) in row.enumerated() where cell.width <= widest {
        widths[column] = max(widths[column], cell.width)
      }
    }
    return widths
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
  private func wrapped(_ cells: [Cell], _ palette: Palette, columns: Int) -> [String] {
    let (gap, hanging) = (Self.gap, Self.hanging)
    let last = cells.count - 1
    let starts = cells.indices.map { widths.prefix($0).reduce(0) { $0 + $1 + gap } }
    let isAligned =
      columns - starts[last] >= min(cells[last].width, max(Self.narrowest, columns / 3))
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
