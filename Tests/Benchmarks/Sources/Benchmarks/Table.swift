import Foundation

/// The text of the table.
enum Table {
  static func legend(_ repetitions: Int) -> String {
    """
    \(repetitions) interleaved repetitions, in each of which everybody does the work of the row once.
    ratio: the first line of the row against this one, the median of the repetitions' ratios.
    Python, Node: a bus of our own with the same contract, but without depth guard and report.

    """
  }

  static let header = """
    | row | unit | who | min | median | ratio | goal | |
    |---|---|---|---:|---:|---:|---:|---|
    """

  /// The line of one contestant; the first one of a row names the row.
  static func line(
    row: Row?,
    _ contestant: Contestant,
    _ series: Series,
    ratio: Double?
  ) -> String {
    let goal = contestant.goal.map { "≤ \(formatted($0))" } ?? ""
    let value = ratio ?? series.median
    let verdict = contestant.goal.map { value <= $0 ? "met" : "**missed**" } ?? ""
    return cells([
      row?.name ?? "", row?.unit ?? "", contestant.name, formatted(series.minimum),
      formatted(series.median), ratio.map(formatted) ?? "", goal, verdict,
    ])
  }

  /// The line of one that cannot be measured on this machine.
  static func line(missing contestant: Contestant) -> String {
    cells(["", "", contestant.name, "", "", "", "", "not on this machine"])
  }

  private static func cells(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  /// A number with three digits that count.
  private static func formatted(_ value: Double) -> String {
    let digits = value < 10 ? 2 : value < 100 ? 1 : 0
    return String(format: "%.\(digits)f", value)
  }
}
