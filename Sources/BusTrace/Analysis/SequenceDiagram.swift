import BusLanguage
import EventRecording
import Events

/// The messages between the emitter, the bus and its handlers, in the order in which they were sent.
struct SequenceDiagram {
  enum Participant: Hashable {
    case emitter
    case bus

    /// The handlers of this name.
    case handler(String)

    var name: String {
      switch self {
      case .emitter: "emitter"
      case .bus: "bus"
      case .handler(let name): name
      }
    }
  }

  struct Message {
    let from: Participant
    let to: Participant
    let kind: Kind
    let text: String

    /// The run of the handler that is at one end; nil for the emitter.
    let run: EmissionParent?
  }

  enum Kind {
    /// An emission starts, with this data.
    case start(EventData)

    /// A handler is called.
    case call

    case result(RecordedOutcome)

    /// An emission ends.
    case end

    /// An emission is asked for that is refused.
    case request

    case refusal
  }

  struct Step {
    /// The index of the record among those of the recording.
    let record: Int

    let content: Content
  }

  enum Content {
    case message(Message)
    case note(String)
  }

  private(set) var steps: [Step] = []

  /// The notes on things that are not shown.
  let gaps: [String]

  private let recording: Recording

  /// The handlers that have started, by the place of what they emit.
  private var handlers: [EmissionParent: Participant] = [:]

  /// The emissions of deep trees that are left out, as in the tree.
  private let folded: [Int: String?]

  init(of recording: Recording) {
    self.recording = recording
    gaps = recording.gaps
    folded = recording.emissions.reduce(into: [:]) { folded, emission in
      folded.merge(emission.folded) { first, _ in first }
    }
    for (index, record) in recording.records.enumerated() {
      steps += contents(of: record.fact).map { Step(record: index, content: $0) }
    }
  }

  private mutating func contents(of fact: SessionFact) -> [Content] {
    // A handler that is left out may have made an emission that is shown.
    if case .bus(.handlerStarted(let run)) = fact {
      handlers[run.place] = .handler(run.handlerName)
    }
    if let emission = fact.emission, let text = folded[emission] {
      guard case .bus(.emissionStarted) = fact, let text else { return [] }
      return [.note("not shown: \(text)")]
    }
    switch fact {
    case .bus(let fact): return contents(of: fact)
    case .emissionCancelled(let emission, let event):
      return [.note("#\(emission) \(event.spelling) is cancelled")]
    }
  }

  private func contents(of fact: TraceFact) -> [Content] {
    switch fact {
    case .emissionStarted(let start):
      let text = "#\(start.emission) \(start.event.spelling)"
      return [request(.start(start.data), text, start.parent)]
    case .handlerStarted(let run):
      let event = recording.starts[run.emission]?.event.spelling ?? ""
      return [reply(.call, "#\(run.emission) \(event)", run.place)]
    case .handlerFinished(let run, let outcome, let note):
      var texts = [outcome.word.rawValue]
      if case .failed(let error) = outcome { texts.append("\(error)") }
      if let note { texts.append(note) }
      let text = "#\(run.emission) \(texts.joined(separator: ", "))"
      return [request(.result(outcome.word), text, run.place)]
    case .emissionFinished(let end):
      let parent = recording.starts[end.emission]?.parent
      return [reply(.end, "#\(end.emission) \(end.event.spelling) ends", parent)]
    case .emissionRefused(let refusal):
      let event = refusal.event.spelling
      return [
        request(.request, event, refusal.parent),
        reply(.refusal, "\(event) is refused, \(refusal.error)", refusal.parent),
      ]
    case .handlerSubscribed(_, let subscription):
      return [.note("\(subscription.handler.name) is subscribed")]
    case .handlerUnsubscribed(_, let handler, _): return [.note("\(handler.name) is unsubscribed")]
    }
  }

  /// Returns a message to the bus.
  private func request(_ kind: Kind, _ text: String, _ run: EmissionParent?) -> Content {
    .message(Message(from: participant(run), to: .bus, kind: kind, text: text, run: run))
  }

  /// Returns a message from the bus.
  private func reply(_ kind: Kind, _ text: String, _ run: EmissionParent?) -> Content {
    .message(Message(from: .bus, to: participant(run), kind: kind, text: text, run: run))
  }

  private func participant(_ run: EmissionParent?) -> Participant {
    run.flatMap { handlers[$0] } ?? .emitter
  }
}

extension HandlerRun {
  /// The place of what the handler emits.
  fileprivate var place: EmissionParent { EmissionParent(emission: emission, at: position) }
}
