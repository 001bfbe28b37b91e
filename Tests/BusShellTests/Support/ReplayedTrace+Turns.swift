import BusLanguage
import Events
import TestSupport

// The expected sentences on concurrent emissions, from the durations of the handlers that sleep: no
// other handler waits.

extension ReplayedTrace {
  /// A handler that slept.
  private struct Sleep {
    let node: Node

    /// The time at which it was due, had nothing been cancelled.
    let deadline: Int

    var root: Node { node.root }
    var title: String { "\(node.label) of \(node.parent?.title ?? "")" }
  }

  /// Returns the sentences on the cancellation of an emission, on the orders that are open, and on
  /// the switches from one emission to another.
  func turns(of subject: Node) -> [String] {
    let sleeps = self.sleeps
    var sentences = cancellations(of: subject)
    var group: [Sleep] = []
    var last: Int?
    for (index, node) in nodes.enumerated() {
      guard let node, node.cancelled != index else { continue }
      if let sleep = sleeps.first(where: { $0.node.end == index }) {
        let due =
          [sleep]
          + sleeps.filter { isDue($0, at: index, like: sleep) }
          .sorted { $0.node.end < $1.node.end }
        if due.count > 1, !due.allSatisfy({ one in group.contains { $0.node === one.node } }) {
          group = due
          if due.contains(where: { subject.contains($0.node) }) { sentences.append(tie(of: due)) }
        }
      }
      if let last { sentences += change(subject, last, index, group) }
      last = index
    }
    return sentences
  }

  private var sleeps: [Sleep] {
    roots.flatMap(\.all).compactMap { node in
      guard node.subscription != nil, let match = node.name.wholeMatch(of: /sleep (\d+)m?s/),
        let duration = Int(match.output.1), ["completed", "cancelled"].contains(node.outcome)
      else { return nil }
      return Sleep(node: node, deadline: time(node.start) + duration * 1_000_000)
    }
  }

  private func time(_ record: Int) -> Int {
    (try? records[record].value("time_ns", as: Int.self)) ?? 0
  }

  /// Returns whether a handler of another emission sleeps and is due when one ends.
  private func isDue(_ sleep: Sleep, at index: Int, like other: Sleep) -> Bool {
    guard sleep.root !== other.root, sleep.node.start < index, sleep.node.end > index else {
      return false
    }
    let isCancelled = sleep.root.cancelled.map { $0 < index } ?? false
    return isCancelled || sleep.deadline == time(index)
  }

  private func tie(of sleeps: [Sleep]) -> String {
    var names = sleeps.map(\.title)
    if names.count > 3 { names = names.prefix(3) + ["\(names.count - 3) more"] }
    let index = sleeps[0].node.end
    let areCancelled = sleeps.allSatisfy { $0.root.cancelled.map { $0 < index } ?? false }
    let reason = areCancelled ? "had been cancelled" : "were due at the same time"
    return
      "\(names.dropLast().joined(separator: ", ")) and \(names.last ?? "") \(reason), and continued "
      + "in this order; the rules leave the order open, and --seed chooses it in virtual time "
      + "(help concurrency)"
  }

  private func cancellations(of subject: Node) -> [String] {
    guard let record = subject.root.cancelled else { return [] }
    let root = subject.root
    guard let leaf = root.leaf(at: record), let emission = leaf.parent else {
      return subject === root ? ["\(root.title) was cancelled (help cancellation)"] : []
    }
    guard subject.contains(leaf) else { return [] }
    let name = emission === root ? leaf.label : "\(leaf.label) of \(emission.title)"
    return ["\(root.title) was cancelled while \(name) ran (help cancellation)"]
  }

  /// Returns the sentence on a switch between two neighbouring records, if it is one that concerns
  /// an emission.
  private func change(
    _ subject: Node,
    _ last: Int,
    _ next: Int,
    _ group: [Sleep]
  ) -> [String] {
    guard let from = nodes[last]?.root, let to = nodes[next]?.root, from !== to else { return [] }
    let (waiting, goingOn) = (from.leaf(at: last), to.leaf(at: next - 1))
    let (source, target) = (waiting?.parent ?? from, goingOn?.parent ?? to)
    guard subject.contains(source) || subject.contains(target) else { return [] }
    let title = waiting.map { "\($0.label) of \(source.title)" }
    if next == to.start {
      return title.map { ["while \($0) waited, \(to.title) started (help concurrency)"] } ?? []
    }
    if group.contains(where: { $0.node === goingOn }), group.contains(where: { $0.root === from }) {
      return []
    }
    let before = nodes.indices.last { $0 < next && nodes[$0]?.root === to }
    if let before, before == to.cancelled {
      let cause = target === to ? "it" : to.title
      return [
        "\(target.title) continued, because \(cause) had been cancelled (help cancellation)"
      ]
    }
    let fact = title.map { "while \($0) waited" } ?? "after \(from.title) had ended"
    return ["\(fact), \(target.title) continued (help concurrency)"]
  }
}

extension ReplayedTrace.Node {
  /// Returns whether a node is this one or nested in it.
  fileprivate func contains(_ node: ReplayedTrace.Node) -> Bool {
    sequence(first: node, next: \.parent).contains { $0 === self }
  }

  /// Returns the innermost handler that has started and not ended after a record.
  fileprivate func leaf(at record: Int) -> ReplayedTrace.Node? {
    all.last { $0.subscription != nil && $0.start <= record && $0.end > record }
  }
}
