import BusLanguage
import Events
import TerminalText

/// Bars for how long things took, one row for each emission and each handler, on one scale.
///
/// With times the scale is time, unless none has passed; without them it is the number of what
/// happened, which is the same each time.
struct TimelineView {
  private let recording: Recording
  private let palette: Palette
  private let columns: Int
  private let rows: [Timeline.Row]

  /// How long each row took; empty if that is not shown.
  private let durations: [String]

  /// How wide the titles are.
  private let titles: Int

  /// How wide the bars may be.
  private let width: Int

  /// The time from the first record to the last, if that is the scale.
  private let extent: Duration?

  /// Bars that are narrower than this show nothing: before, the durations are left out.
  private static let narrowest = 10

  init(recording: Recording, palette: Palette, showsTiming: Bool, columns: Int) {
    self.recording = recording
    self.palette = palette
    self.columns = columns
    rows = Timeline(recording: recording).rows
    titles = min(columns / 2, rows.map(\.title.displayWidth).max() ?? 0)
    let room = columns - titles - 2
    let durations = showsTiming ? rows.map { ($0.end.time - $0.start.time).text } : []
    let rest = room - 2 - (durations.map(\.displayWidth).max() ?? 0)
    let showsDurations = showsTiming && rest >= Self.narrowest
    self.durations = showsDurations ? durations : []
    width = max(1, showsDurations ? rest : room)
    let records = recording.records
    let extent = (records.last?.time ?? .zero) - (records.first?.time ?? .zero)
    self.extent = showsTiming && extent > .zero ? extent : nil
  }

  var lines: [String] {
    [scale.cut(to: columns)] + rows.indices.map(line) + recording.gaps
  }

  private var scale: String {
    guard let extent else {
      return "scale: \(recording.records.count) records, in the order of what happened"
    }
    return "scale: \(extent.text), in the order of time"
  }

  private func line(_ index: Int) -> String {
    let row = rows[index]
    let title = row.title.cut(to: titles)
    let padding = String(repeating: " ", count: titles - title.displayWidth)
    let (before, bar, after) = bar(row)
    let start = palette.paint(title, row.titleStyle) + padding + "  " + before
    let line = start + palette.paint(bar, row.style)
    guard index < durations.count else { return line }
    return line + after + "  " + palette.paint(durations[index], .faint)
  }

  /// A row's bar, with the spaces on both sides of it.
  private func bar(_ row: Timeline.Row) -> (before: String, bar: String, after: String) {
    let start = min(width - 1, place(of: row.start))
    let end = max(start + 1, min(width, place(of: row.end)))
    return (
      String(repeating: " ", count: start), String(repeating: row.mark, count: end - start),
      String(repeating: " ", count: width - end)
    )
  }

  /// Where a moment is on the scale.
  private func place(of timestamp: Timestamp) -> Int {
    guard let first = recording.records.first else { return 0 }
    guard let extent else {
      return recording.place(of: timestamp) * width / max(1, recording.records.count - 1)
    }
    let part = (timestamp.time - first.time) / extent
    return Int((part * Double(width)).rounded())
  }
}

extension Timeline.Row {
  /// How many levels are indented: what is deeper stands below them, so that there is room for
  /// titles.
  private static let deepestMargin = 10

  fileprivate var title: String {
    let margin = String(repeating: "  ", count: min(depth, Self.deepestMargin))
    return switch subject {
    case .emission(let start): "\(margin)#\(start.emission) \(start.event.spelling)"
    case .handler(let run): margin + run.run.name
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

  /// What the bar is made of.
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
