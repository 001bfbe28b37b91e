import EventBus

/// Bars for how long things took, one row for each emission and each handler, on one scale.
///
/// With times the scale is time; without them it is the number of what happened, which is the same
/// each time.
struct TimelineView {
  let recording: Recording
  let palette: Palette
  let showsTiming: Bool
  let columns: Int

  /// One row: what it is about, and from where to where it lasts on the scale.
  private struct Row {
    let title: Cell
    let start: Moment
    let end: Moment
    let style: Palette.Style?
  }

  var lines: [String] {
    let rows = recording.emissions.flatMap { self.rows(of: $0, depth: 0) }
    let titles = min(columns / 2, rows.map(\.title.text.displayWidth).max() ?? 0)
    let durations = showsTiming ? rows.map { ($0.end.time - $0.start.time).text } : []
    let room = columns - titles - 4 - (durations.map(\.displayWidth).max() ?? 0)
    let width = max(10, room)
    let scale = showsTiming ? extent.text : "\(recording.records.count) records"
    return ["scale: \(scale), in the order of \(showsTiming ? "time" : "what happened")"]
      + rows.enumerated().map { index, row in
        let title = row.title.text.prefix(columns: titles)
        let padding = String(repeating: " ", count: titles - title.displayWidth)
        let (before, bar, after) = self.bar(row, width: width)
        let start = palette.paint(title, row.title.style) + padding + "  " + before
        let line = start + palette.paint(bar, row.style)
        guard showsTiming else { return line }
        return line + after + "  " + palette.paint(durations[index], .faint)
      }
  }

  private func rows(of emission: EmissionTrace, depth: Int) -> [Row] {
    guard let ended = emission.ended else { return [] }
    let margin = String(repeating: "  ", count: depth)
    let title = "\(margin)#\(emission.start.emission) \(emission.start.event.spelling)"
    let own = Row(title: Cell(title, .event), start: emission.started, end: ended, style: .faint)
    return [own]
      + emission.runs.flatMap { run in
        let title = Cell("\(margin)  \(run.run.name)")
        let end = run.ended ?? ended
        let row = Row(title: title, start: run.started, end: end, style: run.style)
        return [row]
          + run.nested.flatMap { nested in
            guard case .emission(let inner) = nested else { return [] as [Row] }
            return rows(of: inner, depth: depth + 2)
          }
      }
  }

  /// A row's bar, with the spaces on both sides of it.
  private func bar(_ row: Row, width: Int) -> (before: String, bar: String, after: String) {
    let start = min(width - 1, place(of: row.start, width: width))
    let end = max(start + 1, min(width, place(of: row.end, width: width)))
    return (
      String(repeating: " ", count: start), String(repeating: "━", count: end - start),
      String(repeating: " ", count: width - end)
    )
  }

  /// Where a moment is on a scale of so many columns.
  private func place(of moment: Moment, width: Int) -> Int {
    guard let first = recording.records.first else { return 0 }
    if showsTiming {
      let whole = extent / .nanoseconds(1)
      let part = (moment.time - first.time) / .nanoseconds(1)
      return whole == 0 ? 0 : Int((part / whole * Double(width)).rounded())
    }
    let index = recording.records.firstIndex { $0.sequence >= moment.sequence } ?? 0
    return index * width / max(1, recording.records.count - 1)
  }

  private var extent: Duration {
    guard let first = recording.records.first, let last = recording.records.last else {
      return .zero
    }
    return last.time - first.time
  }
}

extension HandlerTrace {
  fileprivate var style: Palette.Style {
    switch outcome {
    case .failed: .failed
    case .cancelled: .cancelled
    default: .ok
    }
  }
}

extension String {
  /// As much of the beginning as fits into so many columns.
  func prefix(columns: Int) -> String {
    var room = columns
    return String(
      prefix { character in
        room -= "\(character)".displayWidth
        return room >= 0
      }
    )
  }
}
