import EventJSON
import EventRecording
import Events
import TerminalText

/// A recorded emission as one JSON object that contains the nested ones.
struct TraceObject {
  let showsTiming: Bool

  func text(of emission: EmissionTrace, kind: String? = nil) -> String {
    JSONWriter.object { object in
      object.add("kind", kind)
      object.add("emission", emission.start.emission)
      object.add("event", emission.start.event.rawValue)
      object.add("data", emission.start.data)
      object.add("handlers", json: JSONWriter.array(emission.runs.map(text)))
      let changes = emission.lateChanges
      add(changes.filter { $0.mark == "+" }, as: "added", to: &object)
      add(changes.filter { $0.mark == "-" }, as: "removed", to: &object)
      object.add(emission.end)
      if showsTiming { add(emission.started, emission.duration, to: &object) }
    }
  }

  private func text(of handler: HandlerTrace) -> String {
    JSONWriter.object { object in
      object.add("position", handler.position)
      object.add("subscription", handler.run.subscription.id)
      object.add("handler", handler.handlerName)
      object.add(handler.outcome, note: handler.note)
      if showsTiming { add(handler.started, handler.duration, to: &object) }
      if handler.omitted > 0 { object.add("omitted", handler.omitted) }
      if !handler.nested.isEmpty {
        object.add("emitted", json: JSONWriter.array(handler.nested.map(text)))
      }
    }
  }

  /// Adds late changes, if there are any.
  private func add(
    _ changes: [LateChange],
    as key: StaticString,
    to object: inout JSONWriter.Object
  ) {
    if changes.isEmpty { return }
    let subscriptions = changes.map { change in
      JSONWriter.object { object in
        object.add("subscription", change.subscription.id)
        object.add("handler", change.subscription.handler.name)
      }
    }
    object.add(key, json: JSONWriter.array(subscriptions))
  }

  private func add(
    _ start: Timestamp,
    _ duration: Duration?,
    to object: inout JSONWriter.Object
  ) {
    guard start.isTimed else { return }
    object.add("time_ns", start.time.nanoseconds)
    object.add("duration_ns", duration?.nanoseconds)
  }

  private func text(of nested: NestedTrace) -> String {
    switch nested {
    case .emission(let emission): text(of: emission)
    case .refusal(let refusal, _):
      JSONWriter.object { object in
        object.add("event", refusal.event.rawValue)
        object.add("refused", refusal.error.description)
        object.add("chain", refusal.error.chain.map(\.rawValue) as [any Sendable])
      }
    }
  }
}
