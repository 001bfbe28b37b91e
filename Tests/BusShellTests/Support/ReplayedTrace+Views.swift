import BusShell
import BusTrace
import EventJSON
import Events

// The expected contents of views of a trace.

extension ReplayedTrace.Node {
  /// The consequence of each change.
  var consequences: [String] {
    changes.map { change in
      let mark = change.isAdded ? "+" : "-"
      return "\(mark) \(change.name)  \(consequence(of: change))"
    }
  }

  private func consequence(
    of change: (isAdded: Bool, name: String, subscription: Int, record: Int)
  ) -> String {
    guard !change.isAdded else {
      return children.contains { $0.name == change.name }
        ? "added again: not run again this time" : "added: not run this time"
    }
    guard let run = children.first(where: { $0.subscription == change.subscription }) else {
      return "removed again: not run this time"
    }
    if run.start > change.record { return run.didRun ? "removed: still ran" : "removed" }
    return run.end > change.record ? "removed while it ran" : "removed: had run"
  }

  /// The rows of the tree, each with its depth.
  var rows: [(depth: Int, text: String)] {
    switch kind {
    case .emission(_, let data):
      return [(0, "\(title) \(JSONWriter.text(of: data))")]
        + below.map { ($0.depth + 1, $0.text) } + consequences.map { (1, $0) }
    case .handler:
      let detail = [error, note].compactMap(\.self).joined(separator: "; ")
      let parts = [name, outcome, detail].filter { !$0.isEmpty }
      return [(0, parts.joined(separator: "  "))] + below.map { ($0.depth + 1, $0.text) }
    case .refusal(let reason, let chain):
      return [
        (0, "\(name)  refused  \(reason)"), (1, "chain: \(chain.joined(separator: " > "))"),
      ]
    }
  }

  private var below: [(depth: Int, text: String)] {
    children.flatMap { child in
      let rows = child.rows
      guard child.number != nil, child.children.isEmpty, let title = rows.first else { return rows }
      return [(0, "\(title.text)  nobody listens")] + rows.dropFirst()
    }
  }

  /// The rows of the timeline: titles, with the first and the last record of each.
  func bars(depth: Int = 0) -> [(title: String, from: Int, to: Int)] {
    let margin = String(repeating: "  ", count: depth)
    let title =
      switch kind {
      case .emission: title
      case .handler: name
      case .refusal: "\(name) refused"
      }
    return [(margin + title, start, end)] + children.flatMap { $0.bars(depth: depth + 1) }
      + changes.map { ("\(margin)  \($0.isAdded ? "+" : "-") \($0.name)", $0.record, $0.record) }
  }
}

extension ReplayedTrace {
  /// The sentence of each record, with the number of its emission and its depth.
  var steps: [(emission: String, depth: Int, text: String)] {
    zip(records, nodes).map { record, node in
      let kind = record["kind"] as? String
      guard let node else {
        let verb = kind == "handler.subscribed" ? "subscribed to" : "unsubscribed from"
        return ("", 0, "\(record["handler"] ?? "") is \(verb) \(record["event"] ?? "")")
      }
      let depth = Array(sequence(first: node, next: \.parent)).count - 1
      if kind == "emission.cancelled" {
        return ("#\(node.number ?? 0)", depth, "\(node.name) is cancelled")
      }
      switch node.kind {
      case .emission(let number, _):
        let isStart = kind == "emission.started"
        let nobody = node.children.isEmpty ? ", nobody listens" : ""
        return ("#\(number)", depth, "\(node.name) \(isStart ? "starts\(nobody)" : "ends")")
      case .handler(let number, _, _):
        let verb =
          switch node.outcome {
          case _ where kind == "handler.started": "starts"
          case "failed": "failed: \(node.error ?? "")"
          default: node.outcome
          }
        return ("#\(number)", depth, "\(node.name) \(verb)")
      case .refusal(let reason, let chain):
        let number = node.parent?.parent?.number ?? 0
        let chain = chain.joined(separator: " > ")
        return ("#\(number)", depth, "\(node.name) is refused: \(reason), \(chain)")
      }
    }
  }

  /// The lines of a sequence diagram: sender, arrow, receiver and text.
  var messages: [String] {
    zip(records, nodes).flatMap { record, node in
      let kind = record["kind"] as? String
      guard let node else {
        let verb = kind == "handler.subscribed" ? "subscribed" : "unsubscribed"
        return ["Note over bus: \(record["handler"] ?? "") is \(verb)"]
      }
      if kind == "emission.cancelled" { return ["Note over bus: \(node.title) is cancelled"] }
      let emitter = node.parent?.name ?? "emitter"
      switch node.kind {
      case .emission:
        return [
          kind == "emission.started"
            ? "\(emitter)->>bus: \(node.title)" : "bus-->>\(emitter): \(node.title) ends"
        ]
      case .handler(let number, _, _) where kind == "handler.started":
        return ["bus->>\(node.name): #\(number) \(emitter)"]
      case .handler(let number, _, _):
        let texts = [node.outcome, node.error, node.note].compactMap(\.self)
        let arrow = node.outcome == "completed" ? "-->>" : "--x"
        let text = "#\(number) \(texts.joined(separator: ", "))"
        let short = text.count > 200 ? text.prefix(200) + "…" : text[...]
        return ["\(node.name)\(arrow)bus: \(short)"]
      case .refusal(let reason, _):
        return [
          "\(emitter)->>bus: \(node.name)",
          "bus--x\(emitter): \(node.name) is refused, \(reason)",
        ]
      }
    }
  }
}
