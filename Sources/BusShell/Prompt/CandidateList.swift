import TerminalText

/// The list of candidates below the line that is being typed.
package enum CandidateList {
  /// Lays out the candidates in columns, read downwards, as `ls` does.
  ///
  /// - Parameters:
  ///   - candidates: The candidates; at least one.
  ///   - window: The size of the window, in which the list leaves room for the line.
  /// - Returns: The rows; the last one says how many candidates there was no room for.
  package static func rows(
    _ candidates: [Completion.Candidate],
    in window: (columns: Int, rows: Int)
  ) -> [String] {
    let names = candidates.map(\.text.escaped)
    let width = min((names.map(\.displayWidth).max() ?? 0) + 2, window.columns)
    let perRow = max(1, (window.columns - 1) / width)
    let count = (names.count + perRow - 1) / perRow
    let room = max(1, window.rows - 3)
    let isWhole = count <= room
    // Of a list that does not fit, the first candidates are shown, not the first rows.
    let shown = isWhole ? names : Array(names.prefix((room - 1) * perRow))
    let height = isWhole ? count : room - 1
    let rows = (0..<height).map { row in
      stride(from: row, to: shown.count, by: height).map { index in
        let isLast = index + height >= shown.count
        let missing = isLast ? 0 : max(0, width - shown[index].displayWidth)
        return shown[index] + String(repeating: " ", count: missing)
      }.joined()
    }
    return isWhole ? rows : rows + ["... \(names.count - shown.count) more"]
  }
}
