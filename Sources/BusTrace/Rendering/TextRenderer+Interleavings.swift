import BusLanguage
import TerminalText

extension TextRenderer {
  /// The maximum number of outcomes that are shown.
  private static let maximumOutcomes = 10

  /// Returns the lines for the outcomes of a script in many orders.
  func interleavings(_ outcomes: [Interleaving]) -> [String] {
    let rows = Columns.rows(
      outcomes.prefix(Self.maximumOutcomes).map(row),
      palette,
      columns: columns
    )
    let shown = zip(rows, outcomes).flatMap { row, interleaving in
      row + difference(in: interleaving)
    }
    let rest = outcomes.dropFirst(Self.maximumOutcomes)
    if rest.isEmpty { return shown }
    let runs = rest.map(\.runs).reduce(0, +)
    return shown + [
      "and \(runs.counted("run")) with \(rest.count.counted("other outcome"))"
    ]
  }

  private func row(_ interleaving: Interleaving) -> [Cell] {
    [
      Cell(interleaving.runs.counted("run")),
      interleaving.isSuccess ? Cell("completed", .ok) : Cell("failed", .failed),
      Cell(interleaving.traces.counted("trace")),
      Cell("seed \(interleaving.seed)"),
      Cell(interleaving.reason ?? ""),
    ]
  }

  /// Returns the lines for the first difference of two traces, if there are two.
  private func difference(in interleaving: Interleaving) -> [String] {
    guard let difference = interleaving.difference else { return [] }
    let sides = [(interleaving.seed, difference.first), (difference.seed, difference.other)]
    let rows = Columns.aligned(
      sides.map { seed, step in
        [
          Cell("    seed \(seed)", .faint),
          Cell(step ?? "nothing more", step == nil ? .faint : nil),
        ]
      },
      palette,
      columns: columns
    )
    return ["  the traces differ; two of them differ first here:"] + rows
  }
}

extension Interleaving {
  package var isSuccess: Bool { outcome.status == .success }

  /// The first diagnostic of the runs, or else the reason why they failed; nil if there is neither.
  var reason: String? {
    if let failure = outcome.failure { return failure }
    return switch outcome.status {
    case .success: nil
    case .handlerFailure:
      "a handler failed or an emission was refused: exit status \(outcome.status.rawValue)"
    default: "exit status \(outcome.status.rawValue)"
    }
  }
}
