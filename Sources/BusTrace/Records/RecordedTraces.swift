package import EventRecording
import Events

/// Makes traces of the trees of a recording.
///
/// A recording has the names of handlers and not the handlers: those of the same name are taken as
/// the same handler.
package struct RecordedTraces {
  private var handlers: [String: EventHandler] = [:]

  package init() {}

  /// Returns the trace of an emission.
  package mutating func trace(of tree: EmissionTree) -> EmissionTrace {
    trace(of: tree, inside: nil, root: tree.number)
  }

  private mutating func trace(
    of tree: EmissionTree,
    inside parent: EmissionParent?,
    root: Int
  ) -> EmissionTrace {
    let subscriptions = tree.handlers.map { handler in
      subscription(handler.subscription, handler.name, to: tree.event)
    }
    let start = EmissionStart(
      recorded: tree.number,
      inside: parent,
      depth: tree.depth,
      tree.event,
      tree.data,
      subscriptions,
      handlerCount: max(tree.handlerCount, subscriptions.count)
    )
    var trace = EmissionTrace(start: start, started: Timestamp(tree.started), root: root)
    for (handler, subscription) in zip(tree.handlers, subscriptions) {
      trace.runs.append(run(handler, subscription, in: tree.number, root: root))
    }
    trace.changes = tree.changes.map { change in
      (fact: fact(of: change, tree.event), timestamp: Timestamp(change.moment))
    }
    trace.omittedChanges = tree.omittedChanges
    trace.cancelled = tree.cancelled.map { Timestamp($0) }
    if let ended = tree.ended {
      trace.end = EmissionEnd(recorded: tree.number, tree.event, trace.runs.map(\.outcome))
      trace.ended = Timestamp(ended)
    }
    return trace
  }

  private mutating func run(
    _ handler: EmissionTree.Handler,
    _ subscription: Subscription,
    in emission: Int,
    root: Int
  ) -> HandlerTrace {
    let run = HandlerRun(recorded: emission, at: handler.position, subscription)
    var trace = HandlerTrace(run: run, started: Timestamp(handler.started))
    let parent = EmissionParent(emission: emission, at: handler.position)
    for nested in handler.nested {
      switch nested {
      case .emission(let tree):
        trace.nested.append(.emission(self.trace(of: tree, inside: parent, root: root)))
      case .refusal(let refusal):
        let fact = EmissionRefusal(
          recorded: refusal.event,
          inside: parent,
          depth: refusal.depth,
          chain: refusal.chain
        )
        trace.nested.append(.refusal(fact, Timestamp(refusal.moment)))
      }
    }
    trace.omitted = handler.omitted
    trace.note = handler.note
    trace.outcome = handler.handlerOutcome
    trace.ended = handler.ended.map { Timestamp($0) }
    return trace
  }

  private mutating func fact(of change: EmissionTree.Change, _ event: EventName) -> TraceFact {
    let subscription = subscription(change.subscription, change.handler, to: event)
    return change.isAdded
      ? .handlerSubscribed(event: event, subscription)
      : .handlerUnsubscribed(event: event, subscription.handler, subscription)
  }

  private mutating func subscription(
    _ id: Int,
    _ name: String,
    to event: EventName
  ) -> Subscription {
    let handler = handlers[name] ?? EventHandler(name: name) { _ in }
    handlers[name] = handler
    return Subscription(recorded: id, of: handler, to: event)
  }
}

/// The error of a handler, as a recording describes it.
private struct RecordedFailure: Error, CustomStringConvertible {
  let description: String
}

extension EmissionTree.Handler {
  fileprivate var handlerOutcome: HandlerOutcome? {
    switch outcome {
    case .completed: .completed
    case .failed: .failed(RecordedFailure(description: error ?? "failed"))
    case .cancelled: .cancelled
    case .skipped: .skipped
    case .running: nil
    }
  }
}

extension Timestamp {
  fileprivate init(_ moment: EmissionTree.Moment) {
    self.init(sequence: moment.sequence, time: moment.time)
  }
}
