package import Events

/// When something happened in a session.
package struct Timestamp: Sendable, Hashable {
  /// The number of the record that says what happened.
  package let sequence: Int

  /// The time since the session began.
  package let time: Duration

  package init(sequence: Int, time: Duration) {
    self.sequence = sequence
    self.time = time
  }
}

/// A record with what the recorder adds to it: time is not the bus's business.
package struct TimedRecord: Sendable {
  /// The record's number.
  package let sequence: Int

  package let fact: TraceFact

  /// The time since the session began.
  package let time: Duration

  /// How long what has ended now took.
  package let duration: Duration?

  package init(sequence: Int, fact: TraceFact, time: Duration, duration: Duration?) {
    self.sequence = sequence
    self.fact = fact
    self.time = time
    self.duration = duration
  }
}
