import EventJSON
import EventRecording
import Events

// Trees of recorded emissions in one text, to compare those of the reader with those of the records.

extension EmissionTree {
  /// Everything that the tree says, in one text.
  var recorded: String {
    let handlers = handlers.map { handler in
      let nested = handler.nested.sorted { $0.sequence < $1.sequence }.map(\.recorded)
      return recordedText(
        "\(handler.position) \(handler.subscription) \(handler.name)",
        "\(handler.outcome) \(handler.error ?? "-") \(handler.note ?? "-")",
        nested
      )
    }
    let changes = changes.map { "\($0.isAdded) \($0.subscription) \($0.handler)" }
    let title = "#\(number) \(event) \(JSONWriter.text(of: data))"
    let end = "\(cancelled == nil ? "" : "cancelled ")\(ended == nil ? "" : "finished")"
    return recordedText(title, "\(end) \(handlerCount) \(changes)", handlers)
  }
}

extension EmissionTree.Nested {
  fileprivate var recorded: String {
    switch self {
    case .emission(let emission): emission.recorded
    case .refusal(let refusal):
      recordedText(
        "\(refusal.event) refused",
        "\(refusal.reason) \(refusal.chain.map(\.rawValue))",
        []
      )
    }
  }

  fileprivate var sequence: Int {
    switch self {
    case .emission(let emission): emission.started.sequence
    case .refusal(let refusal): refusal.moment.sequence
    }
  }
}

extension ReplayedTrace.Node {
  /// Everything that the node says, as ``EmissionTree/recorded`` does.
  var recorded: String {
    let inside = children.map(\.recorded)
    switch kind {
    case .emission(let number, let data):
      let changes = changes.map { "\($0.isAdded) \($0.subscription) \($0.name)" }
      let title = "#\(number) \(name) \(JSONWriter.text(of: data))"
      let end = "\(cancelled == nil ? "" : "cancelled ")\(outcome)"
      return recordedText(title, "\(end) \(children.count) \(changes)", inside)
    case .handler(_, let position, let subscription):
      return recordedText(
        "\(position) \(subscription) \(name)",
        "\(outcome) \(error ?? "-") \(note ?? "-")",
        inside
      )
    case .refusal(let reason, let chain):
      return recordedText("\(name) refused", "\(reason) \(chain)", inside)
    }
  }
}

private func recordedText(_ title: String, _ end: String, _ inside: [String]) -> String {
  "\(title): \(end) [\(inside.joined(separator: ", "))]"
}
