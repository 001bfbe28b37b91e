// The expected sentences of an explanation: one for every fact, and no others.

extension ReplayedTrace {
  func reasons(for subject: Node) -> [String] {
    let others = roots.filter { $0 !== subject.root }
    let overlaps = others.map { other in
      "\(subject.title) and \(other.title) overlap, because handlers suspended; "
        + "the order holds inside each (help concurrency)"
    }
    let isAlone = roots.count == 1 && roots[0].all.count { $0.number != nil } == 1
    return overlaps + turns(of: subject) + origin(of: subject)
      + subject.reasons(isAlone ? "" : " in \(subject.title)")
  }

  private func origin(of subject: Node) -> [String] {
    guard let run = subject.parent, let outer = run.parent else { return [] }
    let from = "\(run.label) in \(outer.title)"
    return ["\(subject.title) was emitted by \(from), which waited for its end (help nesting)"]
  }
}

extension ReplayedTrace.Node {
  /// The handler's name, with its position if the emission has several of the name.
  var label: String {
    guard case .handler(_, let position, _) = kind, let parent else { return name }
    let isAlone = parent.children.count { $0.name == name } == 1
    return isAlone ? name : "\(name) (position \(position))"
  }

  /// Returns the sentences about an emission and all that is nested in it.
  ///
  /// - Parameter place: The words that tell it from other emissions, if there are any.
  /// - Returns: The sentences.
  fileprivate func reasons(_ place: String) -> [String] {
    guard !children.isEmpty else {
      let reason = "because nobody was subscribed when it started"
      return ["\(title) ran nothing, \(reason) (help snapshot)"] + lateChanges(place)
    }
    let count = children.count == 1 ? "1 handler was" : "\(children.count) handlers were"
    var reasons = ["\(count) subscribed when \(title) started (help snapshot)"]
    for (name, count) in Dictionary(children.map { ($0.name, 1) }, uniquingKeysWith: +)
    where count > 1 {
      reasons.append(
        "\(name) had \(count) turns\(place), because it was subscribed \(count) times (help order)"
      )
    }
    for (index, run) in children.enumerated() {
      guard run.didRun else {
        let decision =
          run.outcome == "skipped"
          ? "skipped, at a pause or by an interceptor" : "made to fail at its pause"
        reasons.append("\(run.label) did not run\(place): it was \(decision)")
        continue
      }
      let before = children[..<index].last(where: \.didRun)
      let next = children[(index + 1)...].first(where: \.didRun)
      reasons += run.reasons(after: before, isFirst: index == 0, place)
      reasons += run.children.flatMap { $0.reasons(in: run, before: next, place) }
    }
    if let last = children.last, last.outcome == "failed" {
      reasons.append("\(last.label) failed, but \(title) ended as usual (help isolation)")
    }
    return reasons + lateChanges(place)
  }

  private func reasons(
    after before: ReplayedTrace.Node?,
    isFirst: Bool,
    _ place: String
  ) -> [String] {
    var reasons: [String] = []
    if outcome == "cancelled" {
      let isRelay = name.hasPrefix("relay ") && children.isEmpty
      let time = isRelay ? " before it emitted \(name.dropFirst(6))" : ""
      let text = "\(label) ended\(place) because it was cancelled\(time)"
      reasons.append("\(text), which does not count as a failure (help cancellation)")
    }
    guard let before else {
      let reason = isFirst ? "it was subscribed first" : "the handlers before it did not run"
      return reasons + ["\(label) ran first\(place), because \(reason) (help order)"]
    }
    if let number = before.subscription, number < subscription ?? 0, before.end < start {
      let text = "\(label) ran after \(before.label)\(place), because it was subscribed later"
      reasons.append("\(text) (help order)")
    }
    if before.outcome == "failed" {
      reasons.append("\(label) ran although \(before.label) had failed\(place) (help isolation)")
    }
    if before.outcome == "cancelled" {
      let text = "\(label) ran although \(before.label) had been cancelled\(place)"
      reasons.append("\(text) (help cancellation)")
    }
    return reasons
  }

  private func reasons(
    in run: ReplayedTrace.Node,
    before next: ReplayedTrace.Node?,
    _ place: String
  ) -> [String] {
    if case .refusal(_, let chain) = kind {
      let depth = chain.count - 1 == 1 ? "1 emission" : "\(chain.count - 1) emissions"
      return [
        "\(name), emitted by \(run.label)\(place), was refused, because it would have been "
          + "nested in \(depth): \(chain.joined(separator: " > ")) (help runaway)"
      ]
    }
    let reason = "because \(run.label) awaited \(title)\(place) (help nesting)"
    var reasons = self.reasons(" in \(title)")
    let ran = children.filter(\.didRun)
    if let next, !ran.isEmpty, end < next.start {
      let first = ran.count <= 3 ? ran.map(\.label).joined(separator: ", ") : title
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

  private func lateChanges(_ place: String) -> [String] {
    zip(changes, consequences).compactMap { change, consequence in
      let run = children.first { $0.subscription == change.subscription }
      if !change.isAdded, run?.didRun == false { return nil }
      let name = run?.label ?? change.name
      let text =
        switch consequence.split(separator: "  ").last {
        case "added: not run this time":
          "\(name) did not run: it was subscribed after \(title) had started"
        case "added again: not run again this time":
          "\(name) did not run once more: it was subscribed again after \(title) had started"
        case "removed: still ran" where change.record < children[0].start:
          "\(name) was unsubscribed when \(title) started, as one is that is subscribed once"
        case "removed: still ran": "\(name) ran: it was unsubscribed after \(title) had started"
        case "removed while it ran":
          "\(name) ran to its end\(place): it was unsubscribed while it ran"
        case "removed: had run":
          "\(name) had run\(place) when it was unsubscribed: only later emissions run without it"
        default: "\(name) was unsubscribed again, which changed nothing for \(title) either"
        }
      return "\(text) (help snapshot)"
    }
  }
}
