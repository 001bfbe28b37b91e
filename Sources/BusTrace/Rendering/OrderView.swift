import EventRecording
import Events
import TerminalText

/// The steps of a recording as a numbered list.
struct OrderView {
  let order: TraceOrder
  let palette: Palette
  let showsTiming: Bool

  /// The deepest level that is indented further; deeper ones stand below it, so that lines stay
  /// short.
  private static let maximumMargin = 16

  func lines(_ columns: Int?) -> [String] {
    let start = order.steps.first?.record.time ?? .zero
    let isTimed = showsTiming && order.steps.contains { $0.record.time != start }
    return Columns.aligned(
      order.steps.map { step in
        let number = [Cell("\(step.number)", .faint)]
        let sinceStart = (step.record.time - start).textUnlessZero ?? ""
        let time = isTimed ? [Cell(sinceStart, .faint)] : []
        let emission = Cell(step.record.fact.emission.map { "#\($0)" } ?? "", .faint)
        return number + time + [emission, cell(step)]
      },
      palette,
      columns: columns
    ) + order.gaps
  }

  private func cell(_ step: TraceOrder.Step) -> Cell {
    let margin = String(repeating: "  ", count: min(step.depth, Self.maximumMargin))
    return Cell(margin + step.record.fact.sentence, step.record.fact.style)
  }
}

extension SessionFact {
  fileprivate var style: Palette.Style? {
    switch self {
    case .bus(.emissionStarted): .event
    case .bus(.handlerFinished(_, .failed, _)), .bus(.emissionRefused): .failed
    case .bus(.handlerFinished(_, .cancelled, _)), .bus(.handlerFinished(_, .skipped, _)),
      .emissionCancelled:
      .cancelled
    default: nil
    }
  }
}
