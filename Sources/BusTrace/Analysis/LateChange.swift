import Events
import TerminalText

/// A change of an event's subscriptions that came too late for a running emission.
struct LateChange: Sendable {
  enum Effect: Sendable {
    /// A handler was subscribed, perhaps one that already took part.
    case added(takesPart: Bool)

    /// A handler that was subscribed in the meantime was unsubscribed again.
    case removedAgain

    /// A handler that took part was unsubscribed.
    case removed(HandlerTrace)
  }

  let subscription: Subscription
  let timestamp: Timestamp
  let effect: Effect

  /// The name of the handler, safe to print.
  var name: String { subscription.handler.name.escaped }

  /// `+` if it was subscribed, `-` if it was unsubscribed.
  var mark: String {
    if case .added = effect { "+" } else { "-" }
  }

  /// The consequence for the emission.
  var consequence: String {
    switch effect {
    case .added(takesPart: false): "added: not run this time"
    case .added(takesPart: true): "added again: not run again this time"
    case .removedAgain: "removed again: not run this time"
    case .removed(let run):
      switch run.state(at: timestamp) {
      case .waiting: run.didRun ? "removed: still ran" : "removed"
      case .running: "removed while it ran"
      case .ended: "removed: had run"
      }
    }
  }
}

extension EmissionTrace {
  /// Returns whether none of the handlers had started at a time of the emission.
  func hasStartedNothing(at timestamp: Timestamp) -> Bool {
    runs.first.map { timestamp.sequence < $0.started.sequence } ?? true
  }

  /// The changes that came too late for the emission, in their order.
  var lateChanges: [LateChange] {
    changes.compactMap { fact, timestamp in
      switch fact {
      case .handlerSubscribed(_, let subscription):
        let takesPart = start.handlers.contains { $0.handler === subscription.handler }
        let effect = LateChange.Effect.added(takesPart: takesPart)
        return LateChange(subscription: subscription, timestamp: timestamp, effect: effect)
      case .handlerUnsubscribed(_, _, let subscription?):
        let run = runs.first { $0.run.subscription.id == subscription.id }
        let effect = run.map { LateChange.Effect.removed($0) } ?? .removedAgain
        return LateChange(subscription: subscription, timestamp: timestamp, effect: effect)
      default: return nil
      }
    }
  }
}

extension HandlerTrace {
  enum State {
    case waiting, running, ended
  }

  /// Returns the state of the handler at a time of its emission.
  func state(at timestamp: Timestamp) -> State {
    if timestamp.sequence < started.sequence { return .waiting }
    guard let ended, ended.sequence < timestamp.sequence else { return .running }
    return .ended
  }
}
