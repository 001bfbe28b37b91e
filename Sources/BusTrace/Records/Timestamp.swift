package import EventRecording

/// The time of a fact in a session, and its place in the order of facts.
package struct Timestamp: Sendable, Hashable {
  /// The number of the fact's record.
  package let sequence: Int

  /// The time since the session began; zero if it is not known.
  package let time: Duration

  /// Indicates whether the time is known: a recording may have none.
  let isTimed: Bool

  package init(sequence: Int, time: Duration?) {
    self.sequence = sequence
    self.time = time ?? .zero
    isTimed = time != nil
  }

  /// Returns the duration up to another time; nil if one of them is not known.
  func duration(to end: Timestamp) -> Duration? {
    isTimed && end.isTimed ? end.time - time : nil
  }
}

/// A fact with its time and, at the end of something, its duration.
package struct TimedRecord: Sendable {
  /// The number of the record.
  package let sequence: Int

  package let fact: SessionFact

  /// The time since the session began.
  package let time: Duration

  /// The duration of the emission or handler that ended.
  package let duration: Duration?

  package init(sequence: Int, fact: SessionFact, time: Duration, duration: Duration?) {
    self.sequence = sequence
    self.fact = fact
    self.time = time
    self.duration = duration
  }
}
