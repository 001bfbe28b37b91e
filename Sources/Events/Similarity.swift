/// Finds the text that a misspelled one may stand for.
package enum Similarity {
  /// Returns the nearest of the candidates within a third of the text's length in edits; of several
  /// that are equally near, the first.
  package static func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(text.lowercased().prefix(longest))
    // One difference in a text of one or two characters is not a slip: it makes another word.
    let reach = wanted.count < 3 ? 0 : max(1, wanted.count / 3)
    return
      candidates
      .filter { abs($0.count - wanted.count) <= reach }
      .filter { $0 != text }
      .map { (candidate: $0, distance: distance(wanted, Array($0.lowercased()))) }
      .filter { $0.distance <= reach }
      .min { $0.distance < $1.distance }?
      .candidate
  }

  /// The length to which a text is cut before the comparison: the work grows with its square.
  private static let longest = 64

  /// Returns the number of insertions, deletions, replacements and swaps of neighbours between two
  /// texts.
  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for (row, left) in first.enumerated() {
      var current = [row + 1]
      for (column, right) in second.enumerated() {
        var best = min(last[column + 1] + 1, current[column] + 1)
        best = min(best, last[column] + (left == right ? 0 : 1))
        if row > 0, column > 0, left == second[column - 1], first[row - 1] == right {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[second.count]
  }
}
