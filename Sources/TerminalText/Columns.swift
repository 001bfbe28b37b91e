/// One cell of a table: text without escape sequences, and its style.
package struct Cell: Sendable {
  let text: String
  var style: Palette.Style?

  package init(_ text: String, _ style: Palette.Style? = nil) {
    self.text = text
    self.style = style
  }
}

/// Lays out rows of cells in columns.
package enum Columns {
  /// The width above which a cell does not widen its column.
  private static let widest = 60

  /// Returns the rows as lines, in columns as wide as their widest cells, with two spaces between
  /// columns and no spaces at the ends of lines.
  package static func aligned(
    _ rows: [[Cell]],
    _ palette: Palette = Palette(isColored: false)
  ) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].text.displayWidth : 0 }.filter { $0 <= widest }
        .max() ?? 0
    }
    return rows.map { cells in
      let last = cells.lastIndex { !$0.text.isEmpty } ?? 0
      return cells.prefix(last + 1).enumerated().map { column, cell in
        let missing = column == last ? 0 : max(0, widths[column] - cell.text.displayWidth)
        return palette.paint(cell.text, cell.style) + String(repeating: " ", count: missing)
      }.joined(separator: "  ")
    }
  }

  /// Returns the rows as lines without colours.
  package static func aligned(_ rows: [[String]]) -> [String] {
    aligned(rows.map { $0.map { Cell($0) } })
  }
}
