import BusLanguage
import EventRecording
import Events
import TerminalText

/// The reasons for the order of events: a sentence for each fact, and the rule behind it.
package struct Explanation {
  let recording: Recording

  package init(recording: Recording) {
    self.recording = recording
  }

  package struct Sentence: Sendable, Hashable {
    let text: String

    /// The name of a rule in ``RuleTable``; nil if no rule is behind it.
    let rule: String?

    init(_ text: String, _ rule: String? = nil) {
      self.text = text
      self.rule = rule
    }
  }

  package var sentences: [Sentence] {
    let subject = recording.subject
    let isAlone = recording.emissions.count == 1 && recording.emissions[0].sum { _ in 1 } == 1
    let own = EmissionExplanation(subject, isAlone: isAlone)
    return overlaps + turns + origin + own.sentences + recording.gaps.map { Sentence($0) }
  }

  /// The origin of the emission, if it was nested.
  private var origin: [Sentence] {
    let subject = recording.subject
    guard let parent = subject.start.parent, let outer = recording.emissions.find(parent.emission),
      let run = outer.runs.first(where: { $0.position == parent.position }),
      subject.ended?.sequence ?? .max < run.ended?.sequence ?? 0
    else { return [] }
    let name = HandlerLabels(of: outer).label(of: run)
    return [
      Sentence(
        "\(subject.title) was emitted by \(name) in \(outer.title), which waited for its end",
        "nesting"
      )
    ]
  }
}

/// The reasons for the order of events inside one emission.
struct EmissionExplanation {
  typealias Sentence = Explanation.Sentence

  private let emission: EmissionTrace

  /// The emission that the whole explanation is about.
  private let root: EmissionTrace
  private let labels: HandlerLabels

  /// The words that tell the emission from others; empty if there are no others.
  private let place: String

  init(_ emission: EmissionTrace, inside root: EmissionTrace? = nil, isAlone: Bool = false) {
    self.emission = emission
    self.root = root ?? emission
    labels = HandlerLabels(of: emission)
    place = isAlone ? "" : " in \(emission.title)"
  }

  var sentences: [Sentence] {
    guard !emission.runs.isEmpty else {
      let text = "\(emission.title) ran nothing, because nobody was subscribed when it started"
      return [Sentence(text, "snapshot")] + changes
    }
    let count = emission.start.handlerCount
    let listeners = "\(count.counted("handler")) \(count == 1 ? "was" : "were")"
    let text = "\(listeners) subscribed when \(emission.title) started"
    return [Sentence(text, "snapshot")] + repetitions + emission.runs.indices.flatMap(handler)
      + failure + changes
  }

  /// The handlers that ran more than once, because they were subscribed more than once.
  private var repetitions: [Sentence] {
    let counts = Dictionary(emission.runs.map { ($0.name, 1) }, uniquingKeysWith: +)
    return emission.runs.filter { labels.isFirstOfSeveral($0) }.map { run in
      let count = counts[run.name, default: 0]
      let text = "\(run.name) had \(count) turns\(place), because it was subscribed \(count) times"
      return Sentence(text, "order")
    }
  }

  /// Returns the facts about the handler at an index.
  private func handler(_ index: Int) -> [Sentence] {
    let run = emission.runs[index]
    let name = labels.label(of: run)
    guard run.didRun else { return [decision(about: run, named: name)] }
    let before = emission.runs[..<index].last(where: \.didRun)
    return turn(of: run, named: name, after: before, isFirst: index == 0)
      + ending(of: run, named: name)
      + run.nested.flatMap { nested(in: run, $0, before: next(after: index)) }
  }

  private func decision(about run: HandlerTrace, named name: String) -> Sentence {
    // A record does not say who has skipped it.
    let decision =
      run.word == .skipped
      ? "it was skipped, at a pause or by an interceptor" : "it was made to fail at its pause"
    return Sentence("\(name) did not run\(place): \(decision)")
  }

  /// Returns the facts about the turn of a handler, and about failures before it that did not stop
  /// it.
  private func turn(
    of run: HandlerTrace,
    named name: String,
    after before: HandlerTrace?,
    isFirst: Bool
  ) -> [Sentence] {
    guard let before else {
      let reason = isFirst ? "it was subscribed first" : "the handlers before it did not run"
      return [Sentence("\(name) ran first\(place), because \(reason)", "order")]
    }
    let other = labels.label(of: before)
    let turn = Sentence(
      "\(name) ran after \(other)\(place), because it was subscribed later",
      "order"
    )
    return switch before.outcome {
    case .failed: [turn, Sentence("\(name) ran although \(other) had failed\(place)", "isolation")]
    case .cancelled:
      [turn, Sentence("\(name) ran although \(other) had been cancelled\(place)", "cancellation")]
    default: [turn]
    }
  }

  private func ending(of run: HandlerTrace, named name: String) -> [Sentence] {
    guard case .cancelled = run.outcome else { return [] }
    var text = "\(name) ended\(place) because it was cancelled"
    if run.nested.isEmpty, run.omitted == 0,
      case .relay(let event) = HandlerKind(named: run.handlerName)
    {
      text += " before it emitted \(event.spelling)"
    }
    return [Sentence("\(text), which does not count as a failure", "cancellation")]
  }

  /// The fact that the last handler failed, which did no harm to the emission.
  private var failure: [Sentence] {
    guard let last = emission.runs.last, case .failed = last.outcome else { return [] }
    let text = "\(labels.label(of: last)) failed, but \(emission.title) ended as usual"
    return [Sentence(text, "isolation")]
  }

  private func next(after index: Int) -> HandlerTrace? {
    emission.runs[(index + 1)...].first { $0.didRun }
  }
}

// MARK: - Nesting

extension EmissionExplanation {
  /// The maximum number of handlers that a sentence names.
  private static let maximumNames = 3

  private func nested(
    in run: HandlerTrace,
    _ nested: NestedTrace,
    before next: HandlerTrace?
  ) -> [Sentence] {
    switch nested {
    case .refusal(let refusal, _): return [self.refusal(refusal, in: run)]
    case .emission(let inner):
      let waiting = waiting(for: inner, in: run, before: next)
      guard let fold = EmissionFold(at: inner, inside: root) else {
        return waiting + EmissionExplanation(inner, inside: root).sentences
          + shielding(from: inner, run)
      }
      let rest = fold.resumption.map { EmissionExplanation($0, inside: root).sentences }
      return waiting + [Sentence("not explained: \(fold.text(from: inner))")] + (rest ?? [])
    }
  }

  private func refusal(_ refusal: EmissionRefusal, in run: HandlerTrace) -> Sentence {
    let count = refusal.depth.counted("emission")
    let emitter = "emitted by \(labels.label(of: run))\(place)"
    let text = "\(refusal.event.spelling), \(emitter), was refused, because it would have been "
    return Sentence("\(text)nested in \(count): \(refusal.chain)", "runaway")
  }

  /// Returns the fact that a handler waited for its own emission, so that others ran later.
  private func waiting(
    for inner: EmissionTrace,
    in run: HandlerTrace,
    before next: HandlerTrace?
  ) -> [Sentence] {
    guard inner.ended?.sequence ?? .max < run.ended?.sequence ?? 0 else { return [] }
    let name = labels.label(of: run)
    let reason = "because \(name) awaited \(inner.title)\(place)"
    let innerLabels = HandlerLabels(of: inner)
    let names = inner.runs.filter { $0.didRun }.map(innerLabels.label)
    guard let next, !names.isEmpty else {
      return [Sentence("\(inner.title) ended before \(name) did, \(reason)", "nesting")]
    }
    let first = names.count <= Self.maximumNames ? names.joined(separator: ", ") : inner.title
    return [Sentence("\(first) ran before \(labels.label(of: next)), \(reason)", "nesting")]
  }

  /// Returns the fact that a handler completed although one in its own emission failed.
  private func shielding(from inner: EmissionTrace, _ run: HandlerTrace) -> [Sentence] {
    let failed = inner.runs.first { if case .failed = $0.outcome { true } else { false } }
    guard let failed, case .completed = run.outcome else { return [] }
    let name = "\(HandlerLabels(of: inner).label(of: failed)) had failed in \(inner.title)"
    return [Sentence("\(labels.label(of: run)) completed although \(name)", "isolation")]
  }
}

// MARK: - Changes

extension EmissionExplanation {
  private var changes: [Sentence] {
    emission.lateChanges.compactMap { change in
      sentence(for: change).map { Sentence($0, "snapshot") }
    }
  }

  private func sentence(for change: LateChange) -> String? {
    let (name, title) = (change.name, emission.title)
    switch change.effect {
    case .added(takesPart: false):
      return "\(name) did not run: it was subscribed after \(title) had started"
    case .added(takesPart: true):
      return "\(name) did not run once more: it was subscribed again after \(title) had started"
    case .removedAgain:
      return "\(name) was unsubscribed again, which changed nothing for \(title) either"
    case .removed(let run):
      let name = labels.label(of: run)
      if !run.didRun { return nil }
      if emission.hasStartedNothing(at: change.timestamp) {
        return "\(name) was unsubscribed when \(title) started, as one is that is subscribed once"
      }
      return switch run.state(at: change.timestamp) {
      case .waiting: "\(name) ran: it was unsubscribed after \(title) had started"
      case .running: "\(name) ran to its end\(place): it was unsubscribed while it ran"
      case .ended:
        "\(name) had run\(place) when it was unsubscribed: only later emissions run without it"
      }
    }
  }
}
