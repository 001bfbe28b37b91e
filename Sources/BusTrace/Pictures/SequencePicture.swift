import EventRecording
import Events
import TerminalText

/// A sequence diagram as a picture.
///
/// A picture that would be too large ends early, and a note says so.
struct SequencePicture {
  private let title: String
  private let summary: String
  private let layout: SequenceLayout

  /// The vertical position of the next step.
  private var y: Int

  private var wires: Markup = ""
  private var bars: Markup = ""

  /// The handlers that run at the current step.
  private var open: [EmissionParent: Activation] = [:]

  private struct Activation {
    let participant: SequenceDiagram.Participant

    /// The number of bars of the same participant that it stands beside.
    let level: Int
    let start: Int

    /// The index of the record of the start.
    let record: Int
  }

  /// - Parameters:
  ///   - recording: The recording.
  ///   - labelColumns: The maximum width of labels.
  init(of recording: Recording, labelColumns: Int = 40) {
    title = "Sequence of \(recording.subject.title)"
    summary = recording.summary
    layout = SequenceLayout(SequenceDiagram(of: recording), labelColumns: labelColumns)
    y = layout.top + 10
    for step in layout.steps { draw(step) }
    for activation in open.values.sorted(by: { $0.record < $1.record }) {
      drawBar(of: activation, until: y, .faint)
    }
  }

  var picture: Picture {
    Picture(
      name: "sequence",
      title: title,
      summary: summary,
      width: layout.width,
      height: y + layout.headerHeight + 2 * Picture.margin,
      content: "\(lifelines)\(bars)\(wires)"
    )
  }

  /// The names of the participants at both ends of their lines.
  private var lifelines: Markup {
    let (top, bottom) = (layout.top, y + Picture.margin)
    return layout.participants.reduce(into: "") { markup, participant in
      let lines = layout.names[participant] ?? []
      let (x, width) = (layout.center(of: participant), layout.boxWidth(of: participant))
      markup += "<path class=\"wire rule\" d=\"M\(x) \(top)V\(bottom)\"/>\n"
      for edge in [Picture.margin, bottom] {
        markup += """
          <g class="rule"><rect class="wire" x="\(x - width / 2)" y="\(edge)" width="\(width)" \
          height="\(layout.headerHeight)" rx="4"/></g>
          \(Picture.text(lines, x: x, y: edge + 19, class: "middle strong"))
          """
      }
    }
  }
}

// MARK: - Steps

extension SequencePicture {
  private mutating func draw(_ step: SequenceLayout.Step) {
    switch step.content {
    case .note: drawNote(step)
    case .message(let message): draw(message, step)
    }
  }

  private mutating func drawNote(_ step: SequenceLayout.Step) {
    let (x, width) = (layout.noteStart(of: step), layout.noteWidth(of: step))
    let height = step.lines.count * Picture.line + 8
    let record = step.record.map { " data-record=\"\($0)\"" as Markup } ?? ""
    wires += """
      <g class="step"\(record)><g class="paper"><rect class="solid" x="\(x)" y="\(y)" \
      width="\(width)" height="\(height)"/></g><g class="faint"><rect class="wire dashed" x="\(x)" \
      y="\(y)" width="\(width)" height="\(height)" rx="4"/></g>
      \(Picture.text(step.lines, x: x + 8, y: y + 17))</g>

      """
    y += height + 10
  }

  private mutating func draw(_ message: SequenceDiagram.Message, _ step: SequenceLayout.Step) {
    y += step.lines.count * Picture.line + 6
    if case .call = message.kind, let run = message.run {
      let level = level(for: message.to)
      open[run] = Activation(
        participant: message.to,
        level: level,
        start: y,
        record: step.record ?? 0
      )
    }
    let (from, to) = (edge(of: message.from, message), edge(of: message.to, message))
    let left = min(from, to) + 10
    let color = message.kind.color
    let textStart = left + SequenceLayout.markWidth(of: message.kind)
    let base = y - 6 - (step.lines.count - 1) * Picture.line
    let mark = color.mark.isEmpty ? "" : Picture.mark(color, x: left + 6, y: base - 5)
    let tip = message.kind.tip(x: to, y: y, direction: to < from ? -1 : 1)
    let dashes = message.kind.isReply ? " dashed" : ""
    wires += """
      <g class="step \(color.rawValue)" data-record="\(step.record ?? 0)">\
      <path class="wire\(dashes)" d="M\(from) \(y)H\(to)"/>\(tip)
      \(mark)\(Picture.text(step.lines, x: textStart, y: base, class: "halo"))</g>

      """
    if case .result(let outcome) = message.kind, let run = message.run,
      let activation = open.removeValue(forKey: run)
    {
      drawBar(of: activation, until: y, PictureColor(outcome))
    }
    y += 10
  }

  /// Returns the end of a message at a participant: its line, or the bar of the handler that runs.
  private func edge(
    of participant: SequenceDiagram.Participant,
    _ message: SequenceDiagram.Message
  ) -> Int {
    let center = layout.center(of: participant)
    guard participant != .bus, let run = message.run, let activation = open[run] else {
      return center
    }
    return center - 5 + activation.level * 5
  }

  /// Returns the lowest level of a participant at which no bar is open.
  private func level(for participant: SequenceDiagram.Participant) -> Int {
    let levels = Set(open.values.filter { $0.participant == participant }.map(\.level))
    return (0..<SequenceLayout.maximumLevels).first { !levels.contains($0) }
      ?? SequenceLayout.maximumLevels
  }

  private mutating func drawBar(of activation: Activation, until end: Int, _ color: PictureColor) {
    let x = layout.center(of: activation.participant) - 5 + activation.level * 5
    bars += """
      <g class="paper"><rect class="solid" x="\(x)" y="\(activation.start)" width="10" \
      height="\(end - activation.start)"/></g><g class="step \(color.rawValue)" \
      data-record="\(activation.record)"><rect class="wire" x="\(x)" y="\(activation.start)" \
      width="10" height="\(end - activation.start)"/></g>

      """
  }
}

extension SequenceDiagram.Kind {
  /// Indicates whether it answers a message.
  fileprivate var isReply: Bool {
    switch self {
    case .start, .call, .request: false
    case .result, .end, .refusal: true
    }
  }

  var color: PictureColor {
    switch self {
    case .start, .call, .request, .end: .ink
    case .result(let outcome): PictureColor(outcome)
    case .refusal: .refused
    }
  }

  /// Returns the end of an arrow: filled for a message, open for an answer, a cross for a failure.
  fileprivate func tip(x: Int, y: Int, direction: Int) -> Markup {
    let back = x - 9 * direction
    return switch self {
    case .start, .call, .request:
      "<path class=\"solid\" d=\"M\(x) \(y)L\(back) \(y - 5)V\(y + 5)z\"/>"
    case .result(.completed), .end:
      "<path class=\"wire\" d=\"M\(back) \(y - 5)L\(x) \(y)L\(back) \(y + 5)\"/>"
    case .result, .refusal:
      "<path class=\"wire\" d=\"M\(back) \(y - 5)L\(x) \(y + 5)M\(back) \(y + 5)L\(x) \(y - 5)\"/>"
    }
  }
}
