import BusLanguage
import Events
import TerminalText

/// A recording as a sequence diagram that Mermaid draws.
struct MermaidDiagram {
  private let recording: Recording

  /// The names of the participants, in the order in which they appear.
  private var actors: [String] = []
  private var lines: [String] = []

  init(recording: Recording) {
    self.recording = recording
    _ = actor(Self.bus)
    for record in recording.records { add(record.fact) }
    for gap in recording.gaps { note(gap) }
  }

  var text: String {
    let participants = actors.enumerated().map { "participant p\($0) as \(Self.label($1))" }
    return (["sequenceDiagram"] + participants + lines).linesText
  }

  private static let bus = "bus"

  private mutating func add(_ fact: TraceFact) {
    switch fact {
    case .emissionStarted(let start):
      send(emitter(start.parent), "->>", Self.bus, "#\(start.emission) \(start.event.spelling)")
    case .handlerStarted(let run):
      send(Self.bus, "->>", run.handlerName, "#\(run.emission)")
    case .handlerFinished(let run, let outcome, let note):
      let arrow = if case .completed = outcome { "-->>" } else { "--x" }
      var texts = [outcome.word]
      if case .failed(let error) = outcome { texts.append("\(error)") }
      if let note { texts.append(note) }
      let text = "#\(run.emission) \(texts.joined(separator: ", "))"
      send(run.handlerName, arrow, Self.bus, text)
    case .emissionFinished(let end):
      let parent = recording.starts[end.emission]?.parent
      send(Self.bus, "-->>", emitter(parent), "#\(end.emission) \(end.event.spelling) ends")
    case .emissionRefused(let refusal):
      let text = "\(refusal.event.spelling) is refused, \(refusal.error)"
      send(Self.bus, "--x", emitter(refusal.parent), text)
    case .handlerSubscribed(_, let subscription):
      note("\(subscription.handler.name) is subscribed")
    case .handlerUnsubscribed(_, let handler, _): note("\(handler.name) is unsubscribed")
    }
  }

  private func emitter(_ parent: EmissionParent?) -> String {
    parent.flatMap { recording.handlerName(of: $0) } ?? "emitter"
  }

  private mutating func send(_ from: String, _ arrow: String, _ to: String, _ text: String) {
    lines.append("\(actor(from))\(arrow)\(actor(to)): \(Self.label(text))")
  }

  private mutating func note(_ text: String) {
    lines.append("Note over \(actor(Self.bus)): \(Self.label(text))")
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
    let safe = text.escaped.reduce(into: "") { label, character in
      switch character {
      case "#": label += "#35;"
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

extension Recording {
  /// Returns the name of the handler that made an emission.
  func handlerName(of parent: EmissionParent) -> String? {
    guard let handlers = starts[parent.emission]?.handlers,
      handlers.indices.contains(parent.position - 1)
    else { return nil }
    return handlers[parent.position - 1].handler.name
  }
}
