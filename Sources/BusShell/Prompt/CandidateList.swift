import TerminalText

/// The list of candidates below the line that is being typed.
package enum CandidateList {
  /// The maximum number of rows; another letter narrows the list down.
  private static let maximumRows = 20

  /// Lays out the candidates in columns, read downwards, as `ls` does.
  ///
  /// - Parameters:
  ///   - candidates: The candidates; at least one.
  ///   - columns: The width of the screen.
  /// - Returns: The rows.
  package static func rows(_ candidates: [Completion.Candidate], columns: Int) -> [String] {
    let names = candidates.map(\.text.escaped)
    let width = (names.map(\.displayWidth).max() ?? 0) + 2
    let perRow = max(1, (columns - 1) / width)
    let count = (names.count + perRow - 1) / perRow
    let rows = (0..<count).map { row in
      stride(from: row, to: names.count, by: count).map { index in
        let isLast = index + count >= names.count
        let missing = isLast ? 0 : width - names[index].displayWidth
        return names[index] + String(repeating: " ", count: missing)
      }.joined()
    }
    guard count > maximumRows else { return rows }
    return rows.prefix(maximumRows) + ["... \(names.count) in all"]
  }
}
