import BusLanguage
import EventRecording
import Events
import TerminalText

/// Bars for the time that emissions and handlers took, a row each, on one scale.
///
/// With times the scale is time, unless no time has passed. Without them it is the number of records,
/// which is the same in every run.
struct TimelineView {
  private let timeline: Timeline
  private let palette: Palette
  private let columns: Int

  /// The duration of each row; empty if durations are not shown.
  private let durations: [String]

  /// The width of the titles.
  private let titles: Int

  /// The width for the bars.
  private let width: Int

  /// Indicates whether the scale is time.
  private let isTimed: Bool

  /// The least useful width for bars; before they get narrower the durations are left out.
  private static let narrowest = 10

  init(_ timeline: Timeline, _ palette: Palette, showsTiming: Bool, columns: Int) {
    self.timeline = timeline
    self.palette = palette
    self.columns = columns
    titles = min(columns / 2, timeline.rows.map(\.title.displayWidth).max() ?? 0)
    let room = columns - titles - 2
    let durations = timeline.rows.map { $0.duration.textUnlessZero ?? "" }
    let rest = room - 2 - (durations.map(\.displayWidth).max() ?? 0)
    let hasDurations = showsTiming && durations.contains { !$0.isEmpty }
    let showsDurations = hasDurations && rest >= Self.narrowest
    self.durations = showsDurations ? durations : []
    width = max(1, showsDurations ? rest : room)
    isTimed = showsTiming && timeline.duration > .zero
  }

  var lines: [String] {
    [scale.cut(to: columns)] + timeline.rows.indices.map(line) + timeline.gaps
  }

  private var scale: String {
    isTimed
      ? "full width: \(timeline.duration.text)"
      : "full width: \(timeline.recordCount) records, in order"
  }

  private func line(_ index: Int) -> String {
    let row = timeline.rows[index]
    let title = row.title.cut(to: titles)
    let padding = String(repeating: " ", count: titles - title.displayWidth)
    let (before, bar, after) = bar(row)
    let start = palette.paint(title, row.titleStyle) + padding + "  " + before
    let line = start + palette.paint(bar, row.style)
    guard index < durations.count, !durations[index].isEmpty else { return line }
    return line + after + "  " + palette.paint(durations[index], .faint)
  }

  /// The bar of a row, with the spaces on both sides of it.
  private func bar(_ row: Timeline.Row) -> (before: String, bar: String, after: String) {
    let start = min(width - 1, column(of: row.start))
    let end = max(start + 1, min(width, column(of: row.end)))
    return (
      String(repeating: " ", count: start), String(repeating: row.mark, count: end - start),
      String(repeating: " ", count: width - end)
    )
  }

  /// The column on the scale.
  private func column(of edge: Timeline.Edge) -> Int {
    guard isTimed else { return edge.index * width / max(1, timeline.recordCount - 1) }
    let part = (edge.time - timeline.start) / timeline.duration
    return Int((part * Double(width)).rounded())
  }
}

extension Timeline.Row {
  /// The deepest level that is indented further; deeper ones stand below it, so that titles have
  /// room.
  private static let maximumMargin = 10

  /// The name after a margin for its level.
  var title: String {
    let margin = String(repeating: "  ", count: min(depth, Self.maximumMargin))
    return switch subject {
    case .emission(let start): "\(margin)#\(start.emission) \(start.event.spelling)"
    case .handler(let run): margin + run.name
    case .refusal(let refusal): "\(margin)\(refusal.event.spelling) refused"
    case .change(let change): "\(margin)\(change.mark) \(change.name)"
    }
  }

  fileprivate var titleStyle: Palette.Style? {
    switch subject {
    case .emission: .event
    case .handler, .refusal: nil
    case .change: .faint
    }
  }

  /// The character of which the bar is made.
  fileprivate var mark: String {
    switch subject {
    case .emission, .handler: "━"
    case .refusal: "×"
    case .change(let change): change.mark
    }
  }

  fileprivate var style: Palette.Style? {
    switch subject {
    case .emission, .change: .faint
    case .handler(let run): run.word.style
    case .refusal: .failed
    }
  }
}
