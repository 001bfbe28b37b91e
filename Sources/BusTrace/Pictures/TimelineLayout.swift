import TerminalText

/// The places in a timeline, either in one line for each row, or with bars below titles.
struct TimelineLayout {
  /// The horizontal position of outcomes; nil if they follow titles.
  let outcomeStart: Int?

  /// The horizontal position of the bars, and the width of the scale.
  let scaleStart: Int
  let scaleWidth: Int

  /// The number of parts into which lines divide the scale.
  let parts: Int

  /// The horizontal position at which durations end.
  let durationEnd: Int

  let rowHeight: Int

  /// The vertical distance of the middle of a bar from the top of its row.
  let barOffset: Int

  /// The maximum width of a note.
  let noteColumns: Int

  /// The maximum width of a title, beside its bar and above it.
  static let titleColumns = (wide: 40, narrow: 28)

  /// The vertical position of the first row.
  let top = 72

  var width: Int { durationEnd + Picture.margin }

  /// A row's title, outcome, bar and duration side by side.
  static func wide(titleWidth: Int) -> TimelineLayout {
    let outcomeStart = Picture.margin + titleWidth + 20
    let scaleStart = outcomeStart + 112
    return TimelineLayout(
      outcomeStart: outcomeStart,
      scaleStart: scaleStart,
      scaleWidth: 560,
      parts: 4,
      durationEnd: scaleStart + 640,
      rowHeight: 24,
      barOffset: 12,
      noteColumns: 100
    )
  }

  /// A row's title, outcome and duration above its bar.
  static let narrow = TimelineLayout(
    outcomeStart: nil,
    scaleStart: 2 * Picture.margin,
    scaleWidth: 360,
    parts: 3,
    durationEnd: 2 * Picture.margin + 372,
    rowHeight: 40,
    barOffset: 30,
    noteColumns: 44
  )
}
