// The expected sentences of an explanation: one for every fact, and no others.

extension ReplayedTrace {
  func reasons(for subject: Node) -> [String] {
    let others = roots.filter { $0 !== subject.root }
    let overlaps = others.map { other in
      "\(subject.title) and \(other.title) overlap, because handlers suspended; "
        + "inside each the order holds (help concurrency)"
    }
    return overlaps + turns(of: subject.root) + origin(of: subject) + subject.reasons
  }

  private func origin(of subject: Node) -> [String] {
    guard let run = subject.parent, let outer = run.parent else { return [] }
    let from = "\(run.label) in \(outer.title)"
    return ["\(subject.title) was emitted by \(from), which waited for its end (help nesting)"]
  }

  /// Neighbouring records of two emissions that are nested in no common one: the first one's
  /// innermost handler has begun and not ended there.
  private func turns(of root: Node) -> [String] {
    let known = nodes.enumerated().compactMap { index, node in node.map { (index, $0) } }
    return zip(known, known.dropFirst()).compactMap { before, after in
      let (last, next) = (before.1.root, after.1.root)
      guard last !== next, last === root || next === root else { return nil }
      let waiting = last.all.last { node in
        node.subscription != nil && node.start <= before.0 && node.end > before.0
      }
      let verb = after.0 == next.start ? "started" : "went on"
      guard let waiting, let emission = waiting.parent else {
        return before.0 == last.end && verb == "went on"
          ? "after \(last.title) had ended, \(next.title) went on (help concurrency)" : nil
      }
      return "while \(waiting.label) of \(emission.title) waited, \(next.title) \(verb) "
        + "(help concurrency)"
    }
  }
}

extension ReplayedTrace.Node {
  /// The handler's name, with its position if the emission has several of the name.
  var label: String {
    guard case .handler(_, let position, _) = kind, let parent else { return name }
    let isAlone = parent.children.count { $0.name == name } == 1
    return isAlone ? name : "\(name) (position \(position))"
  }

  fileprivate var reasons: [String] {
    guard !children.isEmpty else {
      let reason = "because nobody was subscribed when it started"
      return ["\(title) ran nothing, \(reason) (help snapshot)"] + lateChanges
    }
    let count = children.count == 1 ? "1 handler that was" : "\(children.count) handlers that were"
    var reasons = ["\(title) went to the \(count) subscribed when it started (help snapshot)"]
    for (name, count) in Dictionary(children.map { ($0.name, 1) }, uniquingKeysWith: +)
    where count > 1 {
      reasons.append(
        "\(name) had \(count) turns, because it was subscribed \(count) times (help order)"
      )
    }
    for (index, run) in children.enumerated() {
      let before = index == 0 ? nil : children[index - 1]
      let next = index + 1 < children.count ? children[index + 1] : nil
      reasons += run.reasons(after: before)
      reasons += run.children.flatMap { $0.reasons(in: run, before: next) }
    }
    if let last = children.last, last.outcome == "failed" {
      reasons.append("\(last.label) failed, and \(title) ended like any other (help isolation)")
    }
    return reasons + lateChanges
  }

  private func reasons(after before: ReplayedTrace.Node?) -> [String] {
    var reasons: [String] = []
    if outcome == "cancelled" {
      reasons.append(
        "\(label) ended because it was cancelled, which does not count as failing "
          + "(help cancellation)"
      )
    }
    guard let before else {
      return reasons + ["\(label) ran first, because it was subscribed first (help order)"]
    }
    if let number = before.subscription, number < subscription ?? 0, before.end < start {
      let other = before.label
      reasons.append("\(label) ran after \(other), because it was subscribed later (help order)")
    }
    if before.outcome == "failed" {
      reasons.append("\(label) ran although \(before.label) had failed (help isolation)")
    }
    if before.outcome == "cancelled" {
      let text = "\(label) ran although \(before.label) had been cancelled"
      reasons.append("\(text) (help cancellation)")
    }
    return reasons
  }

  private func reasons(in run: ReplayedTrace.Node, before next: ReplayedTrace.Node?) -> [String] {
    if case .refusal(_, let chain) = kind {
      let depth = chain.count - 1 == 1 ? "1 emission" : "\(chain.count - 1) emissions"
      return [
        "\(name) was refused, because it would have been inside of \(depth): "
          + "\(chain.joined(separator: " > ")) (help runaway)"
      ]
    }
    let reason = "because \(run.label) awaited \(name) (help nesting)"
    var reasons = self.reasons
    if let next, !children.isEmpty, end < next.start {
      let names = children.map(\.label).joined(separator: ", ")
      let first = children.count <= 3 ? names : title
      reasons.append("\(first) ran before \(next.label), \(reason)")
    } else if end < run.end {
      reasons.append("\(title) ended before \(run.label) did, \(reason)")
    }
    if let failed = children.first(where: { $0.outcome == "failed" }), run.outcome == "completed" {
      let fact = "\(failed.label) had failed in \(title)"
      reasons.append("\(run.label) completed although \(fact) (help isolation)")
    }
    return reasons
  }

  private var lateChanges: [String] {
    zip(changes, consequences).map { change, consequence in
      let run = children.first { $0.subscription == change.subscription }
      let name = run?.label ?? change.name
      let text =
        switch consequence.split(separator: "  ").last {
        case "added: not run this time":
          "\(name) did not run: it was subscribed after \(title) had started"
        case "added once more: not run once more this time":
          "\(name) did not run once more: it was subscribed again after \(title) had started"
        case "removed: still ran": "\(name) ran: it was unsubscribed after \(title) had started"
        case "removed while it ran": "\(name) ran to its end: it was unsubscribed while it ran"
        case "removed: had run":
          "\(name) had run when it was unsubscribed: only later emissions do without it"
        default: "\(name) was unsubscribed again, which changed nothing for \(title) either"
        }
      return "\(text) (help snapshot)"
    }
  }
}
