import EventRecording
import TerminalText

/// A sequence diagram that Mermaid draws.
///
/// Mermaid draws only an error for a text of more than 50,000 characters, so long labels are cut, and
/// so is a diagram with too many messages; a note says so.
struct MermaidDiagram {
  /// The participants, in the order in which they appear.
  private var participants: [SequenceDiagram.Participant] = []
  private var lines: [String] = []

  /// The number of characters in participants and lines.
  private var size = 0

  /// The number of lines that are left out because the text would be too long.
  private var omitted = 0

  /// The maximum size, with room for the note on the omitted part.
  private static let maximumSize = 49_500

  /// The maximum number of characters in a label, without their escapes.
  private static let maximumLabel = 200

  init(_ diagram: SequenceDiagram) {
    // The emitter stands left of the bus, and the handlers right of it, so that calls go to the right.
    for participant in [SequenceDiagram.Participant.emitter, .bus] { _ = name(of: participant) }
    for gap in diagram.gaps { note(gap) }
    let gaps = lines
    lines = []
    for step in diagram.steps {
      switch step.content {
      case .message(let message): send(message)
      case .note(let text): note(text)
      }
    }
    lines += gaps
    if omitted > 0 {
      let text = "not shown: \(omitted.counted("more message")), because Mermaid has no room"
      (size, omitted) = (0, 0)
      note(text)
    }
  }

  var text: String {
    let participants = participants.enumerated().map {
      "participant p\($0) as \(Self.label($1.name))"
    }
    return (["sequenceDiagram"] + participants + lines).linesText
  }

  private mutating func send(_ message: SequenceDiagram.Message) {
    let label = Self.label(message.text)
    // The names of new participants count, too.
    let names = [message.from, message.to].filter { !participants.contains($0) }
      .map { Self.label($0.name).count + 24 }
    guard hasRoom(for: label.count + 24 + names.reduce(0, +)) else { return }
    lines.append(
      "\(name(of: message.from))\(message.kind.arrow)\(name(of: message.to)): \(label)"
    )
  }

  private mutating func note(_ text: String) {
    let label = Self.label(text)
    guard hasRoom(for: label.count + 24) else { return }
    lines.append("Note over \(name(of: .bus)): \(label)")
  }

  /// Reserves room for a line, and returns whether there was any.
  ///
  /// After the first line without room no other has room, so that the diagram has no holes.
  private mutating func hasRoom(for count: Int) -> Bool {
    guard omitted == 0, size + count <= Self.maximumSize else {
      omitted += 1
      return false
    }
    size += count
    return true
  }

  /// Returns the name of a participant in the text; its first use makes a new one.
  private mutating func name(of participant: SequenceDiagram.Participant) -> String {
    if let index = participants.firstIndex(of: participant) { return "p\(index)" }
    participants.append(participant)
    return "p\(participants.count - 1)"
  }

  /// Returns text that can neither end a statement nor begin a directive, with the escapes of
  /// Mermaid.
  private static func label(_ text: String) -> String {
    let short = text.count > maximumLabel ? text.prefix(maximumLabel) + "…" : text[...]
    let safe = String(short).escaped.reduce(into: "") { label, character in
      switch character {
      case "#": label += "#35;"
      case "$": label += "#36;"
      case "&": label += "#38;"
      case ";": label += "#59;"
      case ":": label += "#58;"
      case "%": label += "#37;"
      case "<": label += "#lt;"
      case ">": label += "#gt;"
      default: label.append(character)
      }
    }
    return safe.allSatisfy(\.isWhitespace) ? "#32;" : safe
  }
}

extension SequenceDiagram.Kind {
  fileprivate var arrow: String {
    switch self {
    case .start, .call, .request: "->>"
    case .result(.completed), .end: "-->>"
    case .result, .refusal: "--x"
    }
  }
}
