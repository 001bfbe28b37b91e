/// An observer of everything that happens on a bus.
///
/// A bus gets its tracers when it is created. A tracer is not a handler: it gets facts, and does
/// not change emissions.
public protocol EventTracer: Sendable {
  /// The current time, by a clock of the tracer's choice.
  ///
  /// The bus reads it where a fact happens, on any thread, also several at once. By default it is
  /// the time since the system started.
  var now: Duration { get }

  /// Takes the next fact.
  ///
  /// Records arrive in the order in which the facts happened, numbered without gaps, one call at a
  /// time. An emission continues when its record has been taken. So does `subscribe` or
  /// `unsubscribe`, unless another record is being taken: then its own one follows, a moment later.
  ///
  /// The records of an emission are taken in the task that emits, where its task-local values can be
  /// read.
  ///
  /// Each emission waits for its own records, so a slow tracer slows all emitters alike.
  ///
  /// No lock is held: a tracer may use the bus. Facts that it causes are recorded after the current
  /// record. It must not wait for an emission on the same bus, which would wait for it.
  func record(_ record: TraceRecord)
}

extension EventTracer {
  /// The time since the system started.
  public var now: Duration { systemStart.duration(to: ContinuousClock.now) }
}

private let systemStart = ContinuousClock().systemEpoch
