/// Something that is told what happens on a bus.
///
/// A bus is given its tracer when it is made. The tracer stands outside the handlers: it is told
/// facts, and changes nothing about how emissions run.
public protocol EventTracer: Sendable {
  /// Takes the next fact.
  ///
  /// Records arrive in the order in which the facts happened, numbered without gaps, one call at
  /// a time. As long as one task at a time uses the bus, each arrives before the bus goes on. With
  /// several, a record may arrive through the thread of another emission, and then a moment later.
  ///
  /// No lock is held: a tracer may use the bus. What it causes is recorded after the
  /// record it was given.
  ///
  /// The time is not part of a record: who needs it takes it here, from a clock of their choice.
  func record(_ record: TraceRecord)
}
