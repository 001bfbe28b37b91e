import EventBus

/// Why things happened in this order: a sentence for each fact, and the rule that it follows from.
struct Explanation {
  let recording: Recording

  struct Sentence: Sendable, Hashable {
    let text: String

    /// The name of a rule in ``RuleTable``; nil if it is no matter of a rule.
    let rule: String?
  }

  var sentences: [Sentence] { overlaps + sentences(for: recording.subject) }

  /// How emissions came to run at the same time.
  private var overlaps: [Sentence] {
    recording.emissions.filter { $0.start.emission != recording.subject.start.emission }
      .filter { $0.find(recording.subject.start.emission) == nil }
      .map { other in
        let pair = "\(recording.subject.title) and \(other.title)"
        return Sentence(
          text: "\(pair) overlap, because handlers suspended; inside each the order holds",
          rule: "concurrency"
        )
      }
  }

  private func sentences(for emission: EmissionTrace) -> [Sentence] {
    guard !emission.runs.isEmpty else {
      return [Sentence(text: "\(emission.title) ran nothing, because nobody listens", rule: nil)]
    }
    var sentences = [
      Sentence(
        text: "\(emission.title) ran who was subscribed when it started: "
          + handlerCount(emission.start.handlers.count),
        rule: "snapshot"
      )
    ]
    for (index, run) in emission.runs.enumerated() {
      let before = index > 0 ? emission.runs[index - 1] : nil
      sentences += self.sentences(for: run, after: before, in: emission)
    }
    return sentences + emission.changes.compactMap { sentence(for: $0.fact, in: emission) }
  }

  private func sentences(
    for run: HandlerTrace,
    after before: HandlerTrace?,
    in emission: EmissionTrace
  ) -> [Sentence] {
    let name = run.run.name
    var sentences: [Sentence] = []
    if let before {
      sentences.append(
        Sentence(
          text: "\(name) ran after \(before.run.name), because it was subscribed later",
          rule: "order"
        )
      )
      if case .failed = before.outcome {
        sentences.append(
          Sentence(text: "\(name) ran although \(before.run.name) had failed", rule: "isolation")
        )
      }
    } else {
      let text = "\(name) ran first, because it was subscribed first"
      sentences.append(Sentence(text: text, rule: "order"))
    }
    if case .cancelled = run.outcome {
      let text = "\(name) was cancelled while it waited; those after it still ran"
      sentences.append(Sentence(text: text, rule: "cancellation"))
    }
    let next = emission.runs.first { $0.run.position == run.run.position + 1 }
    return sentences + run.nested.flatMap { self.sentences(for: $0, of: run, before: next) }
  }

  private func sentences(
    for nested: NestedTrace,
    of run: HandlerTrace,
    before next: HandlerTrace?
  ) -> [Sentence] {
    switch nested {
    case .refusal(let refusal, _):
      let text = "\(refusal.event.spelling) was refused, because it would have been inside of "
      return [Sentence(text: "\(text)\(refusal.depth) emissions", rule: "runaway")]
    case .emission(let emission):
      let awaited = "because \(run.run.name) awaited \(emission.start.event.spelling)"
      let order = next.flatMap { next in
        emission.runs.first.map { "\($0.run.name) ran before \(next.run.name), \(awaited)" }
      }
      let text = order ?? "\(emission.title) ended before \(run.run.name) did, \(awaited)"
      return [Sentence(text: text, rule: "nesting")] + sentences(for: emission)
    }
  }

  private func sentence(for change: TraceFact, in emission: EmissionTrace) -> Sentence? {
    switch change {
    case .handlerSubscribed(_, let registration):
      let name = registration.handler.name.escaped
      let text = "\(name) did not run: it was subscribed after \(emission.title) had started"
      return Sentence(text: text, rule: "snapshot")
    case .handlerUnsubscribed(_, let handler, let registration?)
    where emission.start.handlers.contains { $0.id == registration.id }:
      let name = handler.name.escaped
      let text = "\(name) ran: it was unsubscribed after \(emission.title) had started"
      return Sentence(text: text, rule: "snapshot")
    default: return nil
    }
  }
}

extension EmissionTrace {
  fileprivate var title: String { "#\(start.emission) \(start.event.spelling)" }
}
