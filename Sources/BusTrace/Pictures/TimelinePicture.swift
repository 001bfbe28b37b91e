import EventRecording
import Events
import TerminalText

/// A timeline as a picture: a row for each emission and handler, with its outcome and a bar.
///
/// With times the scale is time, unless no time has passed. Without them it is the number of records.
struct TimelinePicture {
  private let recording: Recording
  private let timeline: Timeline

  /// Indicates whether the scale is time.
  let isTimed: Bool

  private let titles: [String]
  private let layout: TimelineLayout

  private static let maximumRows = 400

  /// - Parameters:
  ///   - recording: The recording.
  ///   - showsTiming: Whether times are shown.
  ///   - isNarrow: Whether bars are below titles rather than beside them.
  init(of recording: Recording, showsTiming: Bool, isNarrow: Bool = false) {
    self.recording = recording
    let timeline = Timeline(of: recording)
    self.timeline = timeline
    isTimed =
      showsTiming && timeline.duration > .zero && recording.emissions.allSatisfy(\.isTimed)
    let columns =
      isNarrow ? TimelineLayout.titleColumns.narrow : TimelineLayout.titleColumns.wide
    let titles = timeline.rows.prefix(Self.maximumRows).map {
      $0.title.shortened(to: 200).cut(to: columns)
    }
    self.titles = titles
    layout =
      isNarrow ? .narrow : .wide(titleWidth: Picture.width(of: titles))
  }

  var picture: Picture {
    let notes = self.notes
    let bottom = self.bottom
    return Picture(
      name: "timeline",
      title: "Timeline of \(recording.subject.title)",
      summary: recording.summary,
      width: max(layout.width, Picture.width(of: notes) + 2 * Picture.margin),
      height: bottom + 24 + notes.count * Picture.line + Picture.margin,
      content: """
        \(axis)
        \(zip(timeline.rows, titles).enumerated().map { row($1.0, titled: $1.1, $0) })
        <path class="wire cursor" visibility="hidden" d="M0 \(layout.top - 12)V\(bottom)"/>
        \(Picture.text(notes, x: Picture.margin, y: bottom + 24))
        """
    )
  }

  /// The vertical position below the last row.
  private var bottom: Int { layout.top + titles.count * layout.rowHeight }

  /// The lines below the rows.
  private var notes: [String] {
    let count = timeline.rows.count - titles.count
    let rest =
      count > 0
      ? ["not shown: \(count.counted("more row")), because the picture has no room"] : []
    return (rest + timeline.gaps).flatMap { $0.shortened(to: 400).wrapped(layout.noteColumns) }
  }
}

// MARK: - Scale

extension TimelinePicture {
  /// Returns the horizontal position of a record.
  func position(of edge: Timeline.Edge) -> Int {
    guard isTimed else {
      return layout.scaleStart
        + edge.index * layout.scaleWidth / max(1, timeline.recordCount - 1)
    }
    let part = (edge.time - timeline.start) / timeline.duration
    return layout.scaleStart
      + Int((min(max(part, 0), 1) * Double(layout.scaleWidth)).rounded())
  }

  /// The kind of scale, and lines at some of its values.
  private var axis: Markup {
    let title =
      isTimed
      ? "full width: \(timeline.duration.text)"
      : "full width: \(timeline.recordCount) records, in order"
    let count = isTimed ? layout.parts : min(layout.parts, timeline.recordCount - 1)
    let marks = (0...max(0, count)).map { index -> Markup in
      let x: Int
      let label: String
      if isTimed {
        x = layout.scaleStart + index * layout.scaleWidth / count
        label = index == 0 ? "0" : (timeline.duration * index / count).text
      } else {
        let record = count > 0 ? index * (timeline.recordCount - 1) / count : 0
        x = position(of: Timeline.Edge(index: record, time: .zero))
        label = "\(record + 1)"
      }
      return """
        <g class="rule"><path class="wire" d="M\(x) \(layout.top - 12)V\(bottom)"/></g>
        <g class="faint">\(Picture.text([label], x: x, y: layout.top - 18, class: "middle"))</g>

        """
    }
    let heading = Picture.text([title], x: Picture.margin, y: 28)
    return "<g class=\"faint\">\(heading)</g>\n\(marks)"
  }
}

// MARK: - Rows

extension TimelinePicture {
  private func row(_ row: Timeline.Row, titled title: String, _ index: Int) -> Markup {
    let y = layout.top + index * layout.rowHeight
    let base = y + 16
    let start = position(of: row.start)
    let color = color(of: row)
    let x = layout.outcomeStart ?? Picture.margin + Picture.width(of: [title]) + 12
    let outcome: Markup =
      color.mark.isEmpty
      ? ""
      : """
      \(Picture.mark(color, x: x + 6, y: y + 12))\
      \(Picture.text([color.rawValue], x: x + 20, y: base, class: "halo"))
      """
    let height = row.isEmission ? 6 : 14
    let bar: Markup = """
      <rect class="solid" x="\(start)" y="\(y + layout.barOffset - height / 2)" \
      width="\(max(4, position(of: row.end) - start))" height="\(height)" rx="2"/>

      """
    let isShown = isTimed && row.duration > .zero
    let duration =
      isShown
      ? Picture.text([row.duration.text], x: layout.durationEnd, y: base, class: "end halo") : ""
    let titleClass = row.isEmission ? "strong halo" : "halo"
    return """
      <g class="row" data-start="\(row.start.index)" data-end="\(row.end.index)">\
      \(Picture.text([title], x: Picture.margin, y: base, class: titleClass))\
      <g class="outcome \(color.rawValue)">\(outcome)</g><g class="\(color.rawValue)">\(bar)</g>\
      <g class="outcome faint">\(duration)</g></g>

      """
  }

  /// Returns the colour of a row's bar, which is that of its outcome if it has one.
  private func color(of row: Timeline.Row) -> PictureColor {
    switch row.subject {
    case .emission(let start):
      recording.emissions.contains { $0.start.emission == start.emission && $0.cancelled != nil }
        ? .cancelled : .faint
    case .handler(let run): PictureColor(run.word)
    case .refusal: .refused
    case .change: .faint
    }
  }
}

extension Timeline.Row {
  fileprivate var isEmission: Bool { if case .emission = subject { true } else { false } }
}
