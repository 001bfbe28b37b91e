import BusLanguage
import EventRecording
import Events
import TerminalText

/// A recording as a sequence diagram that Mermaid draws.
///
/// Mermaid draws only an error for a text of more than 50,000 characters, so long labels are cut, and
/// so is a diagram with too many messages; a note says so.
struct MermaidDiagram {
  private let recording: Recording

  /// The names of the handlers that have started, by the place of their emissions.
  private var handlers: [EmissionParent: String] = [:]

  /// The emissions of deep trees that are left out, as in the tree.
  private let folded: [Int: String?]

  /// The names of the participants, in the order in which they appear.
  private var actors: [String] = []
  private var lines: [String] = []

  /// The number of characters in participants and lines.
  private var size = 0

  /// The number of lines that are left out because the text would be too long.
  private var omitted = 0

  /// The maximum size, with room for the note on the omitted part.
  private static let maximumSize = 49_500

  /// The maximum number of characters in a label, without their escapes.
  private static let maximumLabel = 200

  init(recording: Recording) {
    self.recording = recording
    folded = recording.emissions.reduce(into: [:]) { folded, emission in
      folded.merge(emission.folded) { first, _ in first }
    }
    // The emitter stands left of the bus, and the handlers right of it, so that calls go to the right.
    for name in [Self.emitter, Self.bus] { _ = actor(name) }
    for gap in recording.gaps { note(gap) }
    let gaps = lines
    lines = []
    for record in recording.records { add(record.fact) }
    lines += gaps
    if omitted > 0 {
      let text = "not shown: \(omitted.counted("more message")), because Mermaid has no room"
      (size, omitted) = (0, 0)
      note(text)
    }
  }

  var text: String {
    let participants = actors.enumerated().map { "participant p\($0) as \(Self.label($1))" }
    return (["sequenceDiagram"] + participants + lines).linesText
  }

  private static let emitter = "emitter"
  private static let bus = "bus"

  private mutating func add(_ fact: SessionFact) {
    // A handler that is left out may have made an emission that is shown.
    if case .bus(.handlerStarted(let run)) = fact {
      handlers[EmissionParent(emission: run.emission, at: run.position)] = run.handlerName
    }
    if let emission = fact.emission, let text = folded[emission] {
      if case .bus(.emissionStarted) = fact, let text { note("not shown: \(text)") }
      return
    }
    switch fact {
    case .bus(let fact): add(fact)
    case .emissionCancelled(let emission, let event):
      note("#\(emission) \(event.spelling) is cancelled")
    }
  }

  private mutating func add(_ fact: TraceFact) {
    switch fact {
    case .emissionStarted(let start):
      send(emitter(start.parent), "->>", Self.bus, "#\(start.emission) \(start.event.spelling)")
    case .handlerStarted(let run):
      let event = recording.starts[run.emission]?.event.spelling ?? ""
      send(Self.bus, "->>", run.handlerName, "#\(run.emission) \(event)")
    case .handlerFinished(let run, let outcome, let note):
      let arrow = if case .completed = outcome { "-->>" } else { "--x" }
      var texts = [outcome.word.rawValue]
      if case .failed(let error) = outcome { texts.append("\(error)") }
      if let note { texts.append(note) }
      let text = "#\(run.emission) \(texts.joined(separator: ", "))"
      send(run.handlerName, arrow, Self.bus, text)
    case .emissionFinished(let end):
      let parent = recording.starts[end.emission]?.parent
      send(Self.bus, "-->>", emitter(parent), "#\(end.emission) \(end.event.spelling) ends")
    case .emissionRefused(let refusal):
      let emitter = emitter(refusal.parent)
      send(emitter, "->>", Self.bus, refusal.event.spelling)
      send(
        Self.bus,
        "--x",
        emitter,
        "\(refusal.event.spelling) is refused, \(refusal.error)"
      )
    case .handlerSubscribed(_, let subscription):
      note("\(subscription.handler.name) is subscribed")
    case .handlerUnsubscribed(_, let handler, _): note("\(handler.name) is unsubscribed")
    }
  }

  private func emitter(_ parent: EmissionParent?) -> String {
    parent.flatMap { handlers[$0] } ?? Self.emitter
  }

  private mutating func send(_ from: String, _ arrow: String, _ to: String, _ text: String) {
    let label = Self.label(text)
    // The names of new participants count, too.
    let names = [from, to].filter { !actors.contains($0) }.map { Self.label($0).count + 24 }
    guard hasRoom(for: label.count + 24 + names.reduce(0, +)) else { return }
    lines.append("\(actor(from))\(arrow)\(actor(to)): \(label)")
  }

  private mutating func note(_ text: String) {
    let label = Self.label(text)
    guard hasRoom(for: label.count + 24) else { return }
    lines.append("Note over \(actor(Self.bus)): \(label)")
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

  /// Returns the participant of a name; the first use of a name makes a new one.
  private mutating func actor(_ name: String) -> String {
    if let index = actors.firstIndex(of: name) { return "p\(index)" }
    actors.append(name)
    return "p\(actors.count - 1)"
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
