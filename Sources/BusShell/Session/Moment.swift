import Events

/// When something happened in a session.
struct Moment: Sendable, Hashable {
  /// The number of the record that says what happened.
  let sequence: Int

  /// The time since the session began.
  let time: Duration
}

/// A record with what the recorder adds to it: time is not the bus's business.
struct TimedRecord: Sendable {
  /// The record's number.
  let sequence: Int

  let fact: TraceFact

  /// The time since the session began.
  let time: Duration

  /// How long what has ended now took.
  let duration: Duration?
}
