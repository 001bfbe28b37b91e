import EventJSON
import Events

// The members of records, in the order in which they are written.

extension TraceFact {
  func addMembers(to line: inout JSONWriter.Object) {
    switch self {
    case .emissionStarted(let start):
      line.add("emission", start.emission)
      line.add("parent", start.parent?.emission)
      line.add("depth", start.depth)
      line.add("event", start.event.rawValue)
      line.add("handlers", start.handlers.count)
      line.add("data", start.data)
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
  mutating func add(_ end: EmissionEnd?) {
    add("completed", end?.completed)
    add("failed", end?.failed)
    add("cancelled", end?.cancelled)
    if let end, end.skipped > 0 { add("skipped", end.skipped) }
  }

  mutating func add(_ outcome: HandlerOutcome?, note: String?) {
    add("outcome", outcome?.word.rawValue)
    if case .failed(let error) = outcome { add("error", "\(error)") }
    add("note", note)
  }

  fileprivate mutating func add(_ run: HandlerRun) {
    add("emission", run.emission)
    add("position", run.position)
    add("subscription", run.subscription.id)
    add("handler", run.handlerName)
  }

  mutating func add(_ listing: SubscriptionListing) {
    add("event", listing.event.rawValue)
    let handlers = listing.rows.map { row in
      JSONWriter.object { handler in
        handler.add("position", row.position)
        handler.add("subscription", row.id)
        handler.add("handler", row.handler)
        handler.add("same_as", row.sameAs)
      }
    }
    add("handlers", json: JSONWriter.array(handlers))
  }
}
