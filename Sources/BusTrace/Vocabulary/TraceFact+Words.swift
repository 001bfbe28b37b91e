import BusLanguage
import EventRecording
package import Events
import TerminalText

// The words for facts: names for programs, sentences for people.

extension SessionFact {
  /// The number of the emission that the fact is about; nil for changes of subscriptions.
  var emission: Int? {
    switch self {
    case .bus(let fact): fact.emission
    case .emissionCancelled(let emission, _): emission
    }
  }

  /// The fact as a sentence without a full stop.
  var sentence: String {
    switch self {
    case .bus(let fact): fact.sentence
    case .emissionCancelled(_, let event): "\(event.spelling) is cancelled"
    }
  }
}

extension TraceFact {
  /// The number of the emission that the fact is about; nil for changes of subscriptions.
  package var emission: Int? {
    switch self {
    case .emissionStarted(let start): start.emission
    case .handlerStarted(let run), .handlerFinished(let run, _, _): run.emission
    case .emissionFinished(let end): end.emission
    case .emissionRefused(let refusal): refusal.parent?.emission
    case .handlerSubscribed, .handlerUnsubscribed: nil
    }
  }

  fileprivate var sentence: String {
    switch self {
    case .emissionStarted(let start):
      "\(start.event.spelling) starts" + (start.handlerCount == 0 ? ", nobody listens" : "")
    case .handlerStarted(let run): "\(run.name) starts"
    case .handlerFinished(let run, .failed(let error), _):
      "\(run.name) failed: \("\(error)".escaped)"
    case .handlerFinished(let run, let outcome, _): "\(run.name) \(outcome.word.rawValue)"
    case .emissionFinished(let end): "\(end.event.spelling) ends"
    case .emissionRefused(let refusal):
      "\(refusal.event.spelling) is refused: \(refusal.error), \(refusal.chain)"
    case .handlerSubscribed(let event, let subscription):
      "\(subscription.handler.name.escaped) is subscribed to \(event.spelling)"
    case .handlerUnsubscribed(let event, let handler, _):
      "\(handler.name.escaped) is unsubscribed from \(event.spelling)"
    }
  }
}

// MARK: - Names

extension HandlerRun {
  /// The name of the handler.
  package var handlerName: String { subscription.handler.name }

  /// The name of the handler, safe to print.
  var name: String { handlerName.escaped }
}

extension HandlerTrace {
  /// The name of the handler.
  package var handlerName: String { run.handlerName }

  /// The name of the handler, safe to print.
  var name: String { run.name }

  /// The position of the handler in its emission.
  var position: Int { run.position }
}

extension EmissionTrace {
  /// The number and the event, safe to print.
  var title: String { "#\(start.emission) \(start.event.spelling)" }
}

extension EmissionRefusal {
  /// The number of events that are shown at each end of a long chain.
  private static let ends = 3

  /// The chain of events that led to the refusal; of a long one only both ends.
  var chain: String {
    let events = error.chain.map(\.spelling)
    let shown =
      events.count > 2 * Self.ends + 1
      ? events.prefix(Self.ends) + ["..."] + events.suffix(Self.ends) : events[...]
    return shown.joined(separator: " > ")
  }
}
