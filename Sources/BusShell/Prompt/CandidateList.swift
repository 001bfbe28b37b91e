import TerminalText

/// The list of candidates below the line that is being typed, in pages that fit the window.
package struct CandidateList: Sendable {
  private let candidates: [Completion.Candidate]

  /// The width of the widest candidate.
  private let widest: Int

  /// The index of the first candidate that is shown.
  private var first = 0

  /// Creates a list that shows its first page.
  package init(_ candidates: [Completion.Candidate]) {
    self.candidates = candidates
    widest = candidates.map(\.text.escaped.displayWidth).max() ?? 0
  }

  /// Turns to the next page, or to the first one after the last.
  package mutating func showNextPage(in window: (columns: Int, rows: Int)) {
    let page = Page(of: candidates.count - first, widest: widest, in: window)
    first = page.isLast ? 0 : first + page.count
  }

  /// Returns whether these are the candidates.
  package func shows(_ candidates: [Completion.Candidate]) -> Bool { self.candidates == candidates }

  /// Lays out the candidates of the page in columns, read downwards, as `ls` does.
  ///
  /// - Parameter window: The size of the window, in which the list leaves room for the line.
  /// - Returns: The rows; the last one says how many candidates follow on other pages.
  package func rows(in window: (columns: Int, rows: Int)) -> [String] {
    let page = Page(of: candidates.count - first, widest: widest, in: window)
    let names = candidates[first...].prefix(page.count).map {
      Self.shortened($0.text.escaped, to: window.columns - 1)
    }
    let rows = (0..<page.height).map { row in
      stride(from: row, to: names.count, by: page.height).map { index in
        let isLast = index + page.height >= names.count
        let missing = isLast ? 0 : max(0, page.width - names[index].displayWidth)
        return names[index] + String(repeating: " ", count: missing)
      }.joined()
    }
    let rest = candidates.count - first - page.count
    guard rest > 0, page.hasNote else { return rows }
    let notes = ["... \(rest) more, Tab shows them", "... \(rest) more", "+\(rest)"]
    return rows + [notes.first { $0.count < window.columns } ?? ""]
  }

  /// Returns a name, shortened to its end if it does not fit, because candidates differ there.
  private static func shortened(_ name: String, to columns: Int) -> String {
    let dots = "..."
    guard columns > dots.count, name.displayWidth > columns else { return name }
    var end = name[...]
    while end.displayWidth + dots.count > columns { end.removeFirst() }
    return dots + end
  }
}

/// The measures of a page of candidates.
private struct Page {
  /// The number of candidates on the page.
  let count: Int

  /// The number of rows with candidates.
  let height: Int

  /// The width of a column with the gap after it.
  let width: Int

  /// Indicates whether all candidates are on this page.
  let isLast: Bool

  /// Indicates whether there is a row for the number of those on other pages.
  let hasNote: Bool

  init(of candidates: Int, widest: Int, in window: (columns: Int, rows: Int)) {
    width = max(1, min(widest + 2, window.columns))
    let perRow = max(1, (window.columns - 1) / width)
    let rows = (candidates + perRow - 1) / perRow
    // The line keeps three rows, and fewer only in a window that has no more.
    let room = max(1, window.rows - 3, min(2, window.rows - 1))
    isLast = rows <= room
    hasNote = room > 1
    height = isLast ? rows : hasNote ? room - 1 : 1
    count = isLast ? candidates : min(candidates, height * perRow)
  }
}
