import BusLanguage
import BusShell
import EventRecording
import Events
import TestSupport

/// A trace rebuilt from records, to compare views with.
///
/// It uses none of the code with which the shell rebuilds traces.
final class ReplayedTrace {
  /// An emission, a run of a handler or a refusal.
  final class Node {
    enum Kind {
      case emission(number: Int, data: EventData)
      case handler(emission: Int, position: Int, subscription: Int)
      case refusal(reason: String, chain: [String])
    }

    let kind: Kind

    /// The event or the handler.
    let name: String
    let parent: Node?
    let start: Int
    var end: Int
    var outcome = ""
    var error: String?
    var note: String?
    var children: [Node] = []

    /// The record of the emission's cancellation.
    var cancelled: Int?

    /// The handlers subscribed and unsubscribed while the emission ran.
    var changes: [(isAdded: Bool, name: String, subscription: Int, record: Int)] = []

    init(_ kind: Kind, _ name: String, in parent: Node?, at start: Int) {
      self.kind = kind
      self.name = name
      self.parent = parent
      self.start = start
      end = start
      parent?.children.append(self)
    }

    /// Indicates whether a handler was called, and not skipped or made to fail at a pause.
    var didRun: Bool { outcome != "skipped" && error != RandomScript.failureAtPause }

    var number: Int? { if case .emission(let number, _) = kind { number } else { nil } }
    var subscription: Int? { if case .handler(_, _, let id) = kind { id } else { nil } }
    var title: String { "#\(number ?? 0) \(name)" }
    var root: Node { parent?.root ?? self }

    /// The node and all nodes nested in it, in the order of their starts.
    var all: [Node] { [self] + children.flatMap(\.all) }
  }

  /// The records, in their order.
  let records: [EventData]

  /// The node of each record; subscribing and unsubscribing have none.
  private(set) var nodes: [Node?] = []
  private(set) var roots: [Node] = []

  init(_ lines: some Sequence<Substring>) throws {
    let reader = RecordingReader(lines.joined(separator: "\n").utf8)
    var records: [EventData] = []
    while let line = try reader.nextLine() { records.append(line.members) }
    self.records = records
    var emissions: [Int: Node] = [:]
    var running: [Int: Node] = [:]
    for (index, record) in records.enumerated() {
      let emission = try record.valueIfPresent("emission", as: Int.self)
      let parent = try record.valueIfPresent("parent", as: Int.self).flatMap { running[$0] }
      switch try record.value("kind", as: String.self) {
      case "emission.started":
        let number = try record.value("emission", as: Int.self)
        let kind = Node.Kind.emission(number: number, data: try record.value("data"))
        let node = Node(kind, try record.value("event"), in: parent, at: index)
        emissions[number] = node
        if parent == nil { roots.append(node) }
        nodes.append(node)
      case "handler.started":
        let number = try record.value("emission", as: Int.self)
        let kind = Node.Kind.handler(
          emission: number,
          position: try record.value("position"),
          subscription: try record.value("subscription")
        )
        let node = Node(kind, try record.value("handler"), in: emissions[number], at: index)
        running[number] = node
        nodes.append(node)
      case "handler.finished":
        let node = emission.flatMap { running.removeValue(forKey: $0) }
        node?.end = index
        node?.outcome = try record.value("outcome")
        node?.error = try record.valueIfPresent("error")
        node?.note = try record.valueIfPresent("note")
        nodes.append(node)
      case "emission.finished":
        let node = emission.flatMap { emissions[$0] }
        node?.end = index
        node?.outcome = "finished"
        nodes.append(node)
      case "emission.refused":
        let kind = Node.Kind.refusal(
          reason: try record.value("reason"),
          chain: try record.value("chain")
        )
        nodes.append(Node(kind, try record.value("event"), in: parent, at: index))
      case "emission.cancelled":
        let node = emission.flatMap { emissions[$0] }
        node?.cancelled = index
        nodes.append(node)
      case let kind:
        let event = try record.value("event", as: String.self)
        for node in emissions.values where node.name == event && node.outcome.isEmpty {
          node.changes.append(
            (
              kind == "handler.subscribed", try record.value("handler"),
              try record.value("subscription"), index
            )
          )
        }
        nodes.append(nil)
      }
    }
  }

  func emission(_ number: Int) -> Node? {
    roots.flatMap(\.all).first { $0.number == number }
  }
}
