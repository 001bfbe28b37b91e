import BusLanguage
import TerminalText

extension TextRenderer {
  /// The maximum number of outcomes that are shown, and of a service's items in each.
  private static let maximumOutcomes = 10
  private static let maximumItems = 5

  /// Returns the lines for the outcomes of a script in many orders.
  func interleavings(_ all: Interleavings) -> [String] {
    let outcomes = all.outcomes
    let rows = Columns.rows(
      outcomes.prefix(Self.maximumOutcomes).map { row($0, areAll: all.areAll) },
      palette,
      columns: columns
    )
    let shown = zip(rows, outcomes).flatMap { row, interleaving in
      row + interleaving.states.flatMap(state) + difference(in: interleaving)
    }
    let rest = outcomes.dropFirst(Self.maximumOutcomes)
    if rest.isEmpty { return [all.summary] + shown }
    let runs = rest.map(\.runs).reduce(0, +)
    let counted = all.areAll ? runs.counted("order") : runs.counted("run")
    return [all.summary] + shown + ["and \(counted) with \(rest.count.counted("other outcome"))"]
  }

  private func row(_ interleaving: Interleaving, areAll: Bool) -> [Cell] {
    let runs = areAll ? [] : [Cell(interleaving.runs.counted("run"))]
    return runs + [
      Cell(interleaving.orders.counted("order")),
      interleaving.isSuccess ? Cell("completed", .ok) : Cell("failed", .failed),
      Cell(interleaving.seed.name),
      Cell(interleaving.reason ?? ""),
    ]
  }

  /// Returns the lines for the state of a service in which outcomes differ.
  private func state(_ state: ServiceState) -> [String] {
    let items = state.items.prefix(Self.maximumItems).map(cells)
    let rest = state.items.count - items.count
    return ["  " + palette.paint(state.service, .event) + (items.isEmpty ? ": nothing else" : "")]
      + Columns.aligned(items, palette, columns: columns.map { $0 - 4 }).map { "    " + $0 }
      + (rest > 0 ? ["    and \(rest) more"] : [])
  }

  /// Returns the lines for the first difference of two traces, if there are two.
  private func difference(in interleaving: Interleaving) -> [String] {
    guard let difference = interleaving.difference else { return [] }
    let sides = [(interleaving.seed, difference.first), (difference.seed, difference.other)]
    let rows = Columns.aligned(
      sides.map { seed, step in
        [
          Cell("    \(seed.name)", .faint),
          Cell(step ?? "nothing more", step == nil ? .faint : nil),
        ]
      },
      palette,
      columns: columns
    )
    return ["  the traces differ; two of them differ first here:"] + rows
  }
}

extension UInt64? {
  /// The seed in words.
  fileprivate var name: String { map { "seed \($0)" } ?? "no small seed" }
}

extension Interleavings {
  /// The number of orders, and whether there are more, in words.
  fileprivate var summary: String {
    switch (areAll, orders) {
    case (true, 1): "the only order tried"
    case (true, _): "all \(orders) orders tried"
    case (false, _): "\(runs.counted("run")) tried \(orders.counted("order")); there are more"
    }
  }
}
