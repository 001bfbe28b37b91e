import EventRecording
package import Events

/// One emission, put together from its records.
package struct EmissionTrace: Sendable {
  package let start: EmissionStart

  let started: Timestamp

  package var runs: [HandlerTrace] = []

  /// The first changes of the event's subscriptions while the emission ran.
  package var changes: [(fact: TraceFact, timestamp: Timestamp)] = []

  /// The number of further changes, which are not kept.
  var omittedChanges = 0

  var end: EmissionEnd?
  var ended: Timestamp?

  /// The time at which the emission was cancelled, if it was; nested ones are cancelled with their
  /// root.
  var cancelled: Timestamp?

  /// The number of the emission at the root of its tree; nil if it is in no tree: the tree is full,
  /// or the parent has ended.
  let root: Int?

  /// The number of emissions in the tree, refused ones included, and of handlers of nested ones, if
  /// this one is its root.
  var size = 1
  var nestedHandlers = 0
}

/// One run of a handler, with the emissions that it made.
package struct HandlerTrace: Sendable {
  package let run: HandlerRun
  let started: Timestamp
  var ended: Timestamp?
  package var outcome: HandlerOutcome?
  var note: String?
  package var nested: [NestedTrace] = []

  /// The number of emissions, refused ones included, that are missing with everything nested in
  /// them, because the tree is full.
  var omitted = 0
}

extension EmissionTrace {
  /// Indicates whether the times are known; a recording can be without.
  var isTimed: Bool { started.isTimed }

  /// Indicates whether any handler was subscribed.
  package var hasHandlers: Bool { start.handlerCount > 0 }

  /// Indicates whether the emission has ended.
  package var hasEnded: Bool { ended != nil }

  var duration: Duration? { ended.flatMap { started.duration(to: $0) } }

  /// The emissions that the handlers made, without those inside them.
  var nestedEmissions: [EmissionTrace] {
    runs.flatMap(\.nested).compactMap { if case .emission(let inner) = $0 { inner } else { nil } }
  }

  /// The fact that the emission is cancelled.
  var cancellation: SessionFact {
    .emissionCancelled(emission: start.emission, event: start.event)
  }

  /// Returns this emission or one nested in it, by its number.
  package func find(_ number: Int) -> EmissionTrace? {
    first { $0.start.emission == number }
  }

  /// The emission and everything nested in it.
  var withNested: [EmissionTrace] {
    var emissions = [self]
    // Not by recursion: a tree can be deeper than a thread's stack has room for.
    var index = 0
    while index < emissions.count {
      for case .emission(let inner) in emissions[index].runs.lazy.flatMap(\.nested) {
        emissions.append(inner)
      }
      index += 1
    }
    return emissions
  }

  /// Returns a sum over the emission and everything nested in it.
  func sum(_ count: (EmissionTrace) -> Int) -> Int {
    var sum = count(self)
    // Loops, because each tree that is printed is summed up, and most have nothing nested.
    for run in runs {
      for case .emission(let inner) in run.nested { sum += inner.sum(count) }
    }
    return sum
  }

  /// Returns the first emission that meets a condition, among this one and those nested in it.
  func first(where condition: (EmissionTrace) -> Bool) -> EmissionTrace? {
    if condition(self) { return self }
    for nested in runs.lazy.flatMap(\.nested) {
      guard case .emission(let emission) = nested else { continue }
      if let found = emission.first(where: condition) { return found }
    }
    return nil
  }
}

extension Sequence<EmissionTrace> {
  /// Returns an emission by its number, one nested in them included.
  package func find(_ number: Int) -> EmissionTrace? {
    lazy.compactMap { $0.find(number) }.first
  }
}

extension HandlerTrace {
  var duration: Duration? { ended.flatMap { started.duration(to: $0) } }

  /// Ends the run, and returns its duration.
  mutating func end(
    _ outcome: HandlerOutcome,
    note: String?,
    at timestamp: Timestamp
  ) -> Duration {
    self.outcome = outcome
    self.note = note
    ended = timestamp
    return timestamp.time - started.time
  }
}

/// An emission that a handler made or tried to make.
package enum NestedTrace: Sendable {
  case emission(EmissionTrace)
  case refusal(EmissionRefusal, Timestamp)
}
