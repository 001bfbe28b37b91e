import EventJSON
import TerminalText

/// The places of participants in a picture, and what of a diagram there is room for.
struct SequenceLayout {
  typealias Participant = SequenceDiagram.Participant

  struct Step {
    /// The index of the record; nil for a note about the whole picture.
    let record: Int?

    let content: SequenceDiagram.Content

    /// The lines of the label, safe to show.
    let lines: [String]
  }

  private let labelColumns: Int
  private(set) var steps: [Step] = []
  private(set) var participants: [Participant] = [.emitter, .bus]

  /// The lines of the participants' names.
  private(set) var names: [Participant: [String]] = [:]

  /// The horizontal positions of the participants' lines.
  private var centers: [Participant: Int] = [:]

  private(set) var width = 0

  var headerHeight: Int { 12 + (names.values.map(\.count).max() ?? 1) * Picture.line }

  /// The vertical position at which the participants' lines begin.
  var top: Int { Picture.margin + headerHeight }

  private static let maximumSteps = 400
  private static let maximumParticipants = 40

  /// The maximum number of a participant's bars that stand beside one another.
  static let maximumLevels = 8

  private static let maximumLines = 4
  private static let nameColumns = 20

  init(_ diagram: SequenceDiagram, labelColumns: Int) {
    self.labelColumns = labelColumns
    for (index, step) in diagram.steps.enumerated() {
      guard hasRoom(for: step) else {
        let count = diagram.steps.count - index
        let text =
          "not shown: \(count.counted("more message")), because the picture has no room"
        steps.append(note(text))
        break
      }
      steps.append(self.step(step))
    }
    steps += diagram.gaps.map(note)
    for participant in participants {
      names[participant] = participant.name.labelLines(
        Self.nameColumns,
        maximum: Self.maximumLines
      )
    }
    placeParticipants()
  }

  func center(of participant: Participant) -> Int { centers[participant] ?? 0 }

  func boxWidth(of participant: Participant) -> Int {
    Picture.width(of: names[participant] ?? []) + 20
  }

  func noteWidth(of step: Step) -> Int { Picture.width(of: step.lines) + 16 }

  /// Returns the left edge of a note, which stands over the bus if there is room.
  func noteStart(of step: Step) -> Int {
    max(Picture.margin, center(of: .bus) - noteWidth(of: step) / 2)
  }

  /// Returns the room for the mark before a label.
  static func markWidth(of kind: SequenceDiagram.Kind) -> Int {
    kind.color.mark.isEmpty ? 0 : 16
  }
}

// MARK: - Content

extension SequenceLayout {
  /// Returns whether there is room for a step, and takes it for the participants.
  private mutating func hasRoom(for step: SequenceDiagram.Step) -> Bool {
    guard steps.count < Self.maximumSteps else { return false }
    guard case .message(let message) = step.content else { return true }
    let new = [message.from, message.to].filter { !participants.contains($0) }
    guard participants.count + new.count <= Self.maximumParticipants else { return false }
    participants += new
    return true
  }

  private func step(_ step: SequenceDiagram.Step) -> Step {
    let text =
      switch step.content {
      case .note(let text): text
      case .message(let message): message.label
      }
    return Step(record: step.record, content: step.content, lines: lines(of: text))
  }

  private func note(_ text: String) -> Step {
    Step(record: nil, content: .note(text), lines: lines(of: text))
  }

  private func lines(of text: String) -> [String] {
    text.labelLines(labelColumns, maximum: Self.maximumLines)
  }
}

extension SequenceDiagram.Message {
  /// The text with the data of an emission that starts.
  fileprivate var label: String {
    guard case .start(let data) = kind else { return text }
    return "\(text) \(JSONWriter.text(of: data))"
  }
}

// MARK: - Places

extension SequenceLayout {
  /// Places the participants from left to right, as near as their names and the labels between them
  /// allow.
  private mutating func placeParticipants() {
    let levels = Self.maximumLevels * 5
    let indices = Dictionary(
      uniqueKeysWithValues: participants.enumerated().map { ($1, $0) }
    )
    var labels: [[(from: Int, width: Int)]] = participants.map { _ in [] }
    for case (.message(let message), let lines) in steps.map({ ($0.content, $0.lines) }) {
      let ends = [message.from, message.to].compactMap { indices[$0] }.sorted()
      guard let first = ends.first, let last = ends.last, first < last else { continue }
      let width = Picture.width(of: lines) + Self.markWidth(of: message.kind) + 36
      labels[last].append((first, width))
    }
    var positions: [Int] = []
    for (index, participant) in participants.enumerated() {
      let half = boxWidth(of: participant) / 2
      var x = Picture.margin + half
      if let last = positions.last {
        x = max(x, last + boxWidth(of: participants[index - 1]) / 2 + half + 16)
      }
      for label in labels[index] { x = max(x, positions[label.from] + label.width) }
      positions.append(x)
      centers[participant] = x
    }
    let boxes = participants.map { center(of: $0) + boxWidth(of: $0) / 2 }
    let notes = steps.map { step in
      if case .note = step.content { noteStart(of: step) + noteWidth(of: step) } else { 0 }
    }
    width = max((boxes + notes).max() ?? 0, (positions.last ?? 0) + levels) + Picture.margin
  }
}
