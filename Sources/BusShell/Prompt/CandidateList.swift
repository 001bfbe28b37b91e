import TerminalText

/// Candidates as a list below the line that is being typed.
package enum CandidateList {
  /// So many rows at most; whoever types another letter gets fewer.
  private static let mostRows = 20

  /// The candidates in columns, read downwards, as `ls` does.
  ///
  /// - Parameters:
  ///   - candidates: What can be chosen; at least one.
  ///   - columns: How wide the screen is.
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
    guard count > mostRows else { return rows }
    return rows.prefix(mostRows) + ["... \(names.count) in all"]
  }
}
