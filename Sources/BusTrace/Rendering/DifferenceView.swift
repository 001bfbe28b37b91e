import TerminalText

/// Two emissions side by side or, in a narrow window, one below the other.
struct DifferenceView {
  let rows: [TraceDifference.Row]
  let palette: Palette
  let showsTiming: Bool
  var heading: (left: String, right: String)?

  func lines(columns: Int?) -> [String] {
    let sideBySide = self.sideBySide
    guard let columns, sideBySide.contains(where: { $0.width > columns }) else {
      return sideBySide.map(\.text)
    }
    return Columns.aligned(stacked, palette, columns: columns)
  }

  /// The rows with both sides.
  private var sideBySide: [(text: String, width: Int)] {
    let title = heading.map { [[Cell(" "), Cell($0.left, .faint), Cell("| \($0.right)", .faint)]] }
    let cells =
      (title ?? [])
      + rows.map { row in
        [mark(row), Cell(left(row)), Cell(row.right == nil ? "|" : "| \(right(row))")]
      }
    let widths = Columns.aligned(cells).map(\.displayWidth)
    return Array(zip(Columns.aligned(cells, palette), widths))
  }

  /// The rows with equal sides once, and with different sides one below the other.
  private var stacked: [[Cell]] {
    let title = heading.map {
      [[Cell(" "), Cell($0.left, .faint)], [Cell("|"), Cell($0.right, .faint)]]
    }
    return (title ?? [])
      + rows.flatMap { row in
        if row.mark == "!" {
          return [[mark(row), Cell(left(row))], [Cell("|"), Cell(right(row))]]
        }
        return [[mark(row), Cell(row.left == nil ? right(row) : left(row))]]
      }
  }

  private func mark(_ row: TraceDifference.Row) -> Cell { Cell(row.mark, style(row)) }

  private func style(_ row: TraceDifference.Row) -> Palette.Style {
    row.isSame ? .faint : .cancelled
  }

  private func left(_ row: TraceDifference.Row) -> String {
    text(row.left, row.leftDuration)
  }

  private func right(_ row: TraceDifference.Row) -> String {
    text(row.right, row.rightDuration)
  }

  private func text(_ text: String?, _ duration: Duration?) -> String {
    [text, showsTiming ? duration?.textUnlessZero : nil].compactMap(\.self).joined(separator: "  ")
  }
}
