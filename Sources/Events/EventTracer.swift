/// An observer of everything that happens on a bus.
///
/// A bus gets its tracer when it is created. The tracer is not a handler: it is told facts, and
/// does not change how emissions run.
public protocol EventTracer: Sendable {
  /// Takes the next fact.
  ///
  /// Records arrive in the order in which the facts happened, numbered without gaps, one call at
  /// a time. While one task at a time uses the bus, each record arrives before the bus goes on. With
  /// several tasks, a record may be delivered by another of them, a moment later.
  ///
  /// No lock is held: a tracer may use the bus. Facts that it causes are recorded after the record
  /// that it was given.
  ///
  /// A record has no time. A tracer that needs one reads a clock of its choice here.
  func record(_ record: TraceRecord)
}
