import EventBus

/// A recording as a sequence diagram that Mermaid draws.
struct MermaidDiagram {
  let recording: Recording

  var text: String {
    var actors: [String] = []
    var lines: [String] = []
    /// The number of an actor, a new one if it has not been seen before.
    func actor(_ name: String) -> String {
      if let index = actors.firstIndex(of: name) { return "p\(index)" }
      actors.append(name)
      return "p\(actors.count - 1)"
    }
    let bus = actor("bus")
    for record in recording.records {
      switch record.fact {
      case .emissionStarted(let start):
        let emitter = start.parent.flatMap { recording.handlerName(of: $0) } ?? "emitter"
        lines.append("\(actor(emitter))->>\(bus): #\(start.emission) \(start.event.rawValue)")
      case .handlerStarted(let run):
        lines.append("\(bus)->>\(actor(run.registration.handler.name)): #\(run.emission)")
      case .handlerFinished(let run, let outcome, _):
        let arrow = outcome.word == "completed" ? "-->>" : "--x"
        lines.append("\(actor(run.registration.handler.name))\(arrow)\(bus): \(outcome.word)")
      case .emissionFinished(let end):
        lines.append("Note over \(bus): #\(end.emission) \(end.event.rawValue) ends")
      case .emissionRefused(let refusal):
        lines.append("Note over \(bus): \(refusal.event.rawValue) is refused")
      case .handlerSubscribed(_, let registration):
        lines.append("Note over \(bus): \(registration.handler.name) is subscribed")
      case .handlerUnsubscribed(_, let handler, _):
        lines.append("Note over \(bus): \(handler.name) is unsubscribed")
      }
    }
    let participants = actors.enumerated().map { "participant p\($0) as \(Self.label($1))" }
    return (["sequenceDiagram"] + participants + lines.map(Self.message)).map { $0 + "\n" }.joined()
  }

  /// Text in which nothing ends a statement: it is in the syntax's own escapes.
  private static func label(_ text: String) -> String {
    let safe = text.escaped.reduce(into: "") { label, character in
      switch character {
      case "#": label += "#35;"
      case ";": label += "#59;"
      case "<": label += "#lt;"
      case ">": label += "#gt;"
      default: label.append(character)
      }
    }
    return safe.isEmpty ? " " : safe
  }

  /// A line with its text escaped, which is what follows the first colon.
  private static func message(_ line: String) -> String {
    guard let colon = line.firstIndex(of: ":") else { return line }
    let text = line[line.index(after: colon)...].drop { $0 == " " }
    return "\(line[...colon]) \(label(String(text)))"
  }
}

extension Recording {
  /// The name of a handler that has emitted.
  func handlerName(of parent: EmissionParent) -> String? {
    find(parent.emission)?.runs.first { $0.run.position == parent.position }?
      .run.registration.handler.name
  }
}
