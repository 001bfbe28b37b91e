package import Events

/// One emission, put together from its records.
package struct EmissionTrace: Sendable {
  package let start: EmissionStart

  let started: Timestamp

  package var runs: [HandlerTrace] = []

  /// What was subscribed to the event and unsubscribed from it while the emission ran.
  package var changes: [(fact: TraceFact, timestamp: Timestamp)] = []

  /// How many further ones are not remembered.
  var omittedChanges = 0

  var end: EmissionEnd?
  var ended: Timestamp?

  /// The number of the emission at the root of its tree; nil if there is no room in the tree.
  let root: Int?

  /// How many emissions the tree has, if this one is its root, and how many handlers those have that
  /// are nested.
  var size = 1
  var nestedHandlers = 0
}

/// One run of a handler, and what was emitted by it.
package struct HandlerTrace: Sendable {
  package let run: HandlerRun
  let started: Timestamp
  var ended: Timestamp?
  package var outcome: HandlerOutcome?
  var note: String?
  package var nested: [NestedTrace] = []

  /// How many emissions, with all that was nested in them, are missing because the tree is full.
  var omitted = 0
}

extension EmissionTrace {
  var duration: Duration? { ended.map { $0.time - started.time } }

  /// This emission or one that was nested in it, by its number.
  package func find(_ number: Int) -> EmissionTrace? {
    first { $0.start.emission == number }
  }

  /// The first that fulfils a condition, of this emission and those that were nested in it.
  func first(where condition: (EmissionTrace) -> Bool) -> EmissionTrace? {
    if condition(self) { return self }
    for nested in runs.lazy.flatMap(\.nested) {
      guard case .emission(let emission) = nested else { continue }
      if let found = emission.first(where: condition) { return found }
    }
    return nil
  }
}

extension HandlerTrace {
  var duration: Duration? { ended.map { $0.time - started.time } }

  /// Closes the run; returns how long it took.
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

/// What a handler emitted.
package enum NestedTrace: Sendable {
  case emission(EmissionTrace)
  case refusal(EmissionRefusal, Timestamp)
}
