package import EventJSON
package import Events

/// The line of a record: the one form in which records are written.
package enum RecordLine {
  /// Returns the line of a record as UTF-8, with its line break.
  ///
  /// - Parameters:
  ///   - sequence: The number of the record.
  ///   - fact: The fact.
  ///   - time: The time since the recording began; nil to leave out all times.
  ///   - duration: The duration of the emission or handler that ended.
  ///   - data: The data of an emission, in place of the data in the fact.
  /// - Returns: One JSON object.
  package static func utf8(
    _ sequence: Int,
    _ fact: SessionFact,
    time: Duration? = nil,
    duration: Duration? = nil,
    data: EventData? = nil
  ) -> [UInt8] {
    JSONWriter.line { line in
      line.add("seq", sequence)
      line.add("kind", fact.kind)
      fact.addMembers(to: &line, data)
      if let time {
        line.add("time_ns", time.nanoseconds)
        line.add("duration_ns", duration?.nanoseconds)
      }
    }
  }
}

extension SessionFact {
  /// Adds the members of the record, in the order in which they are written.
  fileprivate func addMembers(to line: inout JSONWriter.Object, _ data: EventData?) {
    switch self {
    case .bus(let fact): fact.addMembers(to: &line, data)
    case .emissionCancelled(let emission, let event):
      line.add("emission", emission)
      line.add("event", event.rawValue)
    }
  }
}

extension TraceFact {
  /// The kind of record that the fact becomes.
  package var kind: String {
    switch self {
    case .emissionStarted: "emission.started"
    case .handlerStarted: "handler.started"
    case .handlerFinished: "handler.finished"
    case .emissionFinished: "emission.finished"
    case .emissionRefused: "emission.refused"
    case .handlerSubscribed: "handler.subscribed"
    case .handlerUnsubscribed: "handler.unsubscribed"
    }
  }

  fileprivate func addMembers(to line: inout JSONWriter.Object, _ data: EventData?) {
    switch self {
    case .emissionStarted(let start):
      line.add("emission", start.emission)
      line.add("parent", start.parent?.emission)
      line.add("position", start.parent?.position)
      line.add("depth", start.depth)
      line.add("event", start.event.rawValue)
      line.add("handlers", start.handlerCount)
      line.add("data", data ?? start.data)
    case .handlerStarted(let run):
      line.add(run)
    case .handlerFinished(let run, let outcome, let note):
      line.add(run)
      line.add(outcome, note: note)
    case .emissionFinished(let end):
      line.add("emission", end.emission)
      line.add("event", end.event.rawValue)
      line.add(end)
    case .emissionRefused(let refusal):
      line.add("parent", refusal.parent?.emission)
      line.add("depth", refusal.depth)
      line.add("event", refusal.event.rawValue)
      line.add("reason", refusal.error.description)
      line.add("chain", refusal.error.chain.map(\.rawValue) as [any Sendable])
    case .handlerSubscribed(let event, let subscription):
      line.add("event", event.rawValue)
      line.add("subscription", subscription.id)
      line.add("handler", subscription.handler.name)
    case .handlerUnsubscribed(let event, let handler, let subscription):
      line.add("event", event.rawValue)
      line.add("subscription", subscription?.id)
      line.add("handler", handler.name)
      line.add("found", subscription != nil)
    }
  }
}

extension JSONWriter.Object {
  /// Adds the number of handlers with each outcome.
  package mutating func add(_ end: EmissionEnd?) {
    add("completed", end?.completed)
    add("failed", end?.failed)
    add("cancelled", end?.cancelled)
    if let end, end.skipped > 0 { add("skipped", end.skipped) }
  }

  /// Adds the end of a handler.
  package mutating func add(_ outcome: HandlerOutcome?, note: String?) {
    add("outcome", outcome?.word.rawValue)
    if case .failed(let error) = outcome { add("error", "\(error)") }
    add("note", note)
  }

  fileprivate mutating func add(_ run: HandlerRun) {
    add("emission", run.emission)
    add("position", run.position)
    add("subscription", run.subscription.id)
    add("handler", run.subscription.handler.name)
  }
}
