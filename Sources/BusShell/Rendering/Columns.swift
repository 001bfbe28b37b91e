/// Lays out rows of cells in columns.
enum Columns {
  /// A cell that is wider than this widens no column.
  private static let widest = 60

  /// The rows as lines, every column as wide as its widest cell, two spaces between columns, and no
  /// spaces at the ends of lines.
  static func aligned(_ rows: [[String]]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].displayWidth : 0 }.filter { $0 <= widest }.max()
        ?? 0
    }
    return rows.map { cells in
      let last = cells.lastIndex { !$0.isEmpty } ?? 0
      return cells.prefix(last + 1).enumerated().map { column, cell in
        column == last
          ? cell : cell + String(repeating: " ", count: max(0, widths[column] - cell.displayWidth))
      }.joined(separator: "  ")
    }
  }
}
