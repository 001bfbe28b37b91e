import Synchronization

// The additional work of a bus that has a tracer.

/// The functions of a tracer.
///
/// A function costs less to call than a method of an existential value, which is copied first. An
/// object, because it is passed on with each step of an emission.
final class TracerFunctions: Sendable {
  let now: @Sendable () -> Duration
  let record: @Sendable (TraceRecord) -> Void

  init(_ tracer: some EventTracer) {
    now = { tracer.now }
    record = { tracer.record($0) }
  }
}

extension EventBus {
  /// Fixes the handlers of an emission, numbers the emission and records its start, in one step.
  @inline(__always)
  func startTraced(
    _ event: EventName,
    _ data: EventData,
    from frame: Emission.Frame?,
    _ tracer: TracerFunctions
  ) async -> (number: Int, [Subscription], Emission) {
    let now = tracer.now()
    let (number, emission, parent, list, ticket) = state.withLock { state in
      let number = state.trace.nextEmission()
      let emission = Emission(event, from: frame?.ifRunning, on: self, number: number)
      let parent = emission.origin?.parent(on: self)
      let ticket = state.trace.addEmissionFact(at: now)
      return (number, emission, parent, state.subscriptions[event], ticket)
    }
    let handlers = (list.tree?.elements ?? list.array).map {
      Subscription($0, to: event, on: reference)
    }
    let start = EmissionStart(number, emission, inside: parent, data, handlers)
    await deliver(.emissionStarted(start), ticket, to: tracer)
    return (number, handlers, emission)
  }

  /// Ends an emission and records its end in one step, so that nothing is nested in an ended
  /// emission.
  @inline(__always)
  func endTraced(
    _ number: Int,
    _ emission: Emission,
    _ report: EmissionReport,
    _ tracer: TracerFunctions
  ) async {
    let end = EmissionEnd(emission: number, event: emission.event, report: report)
    let now = tracer.now()
    let ticket = state.withLock { state in
      emission.finish()
      return state.trace.addEmissionFact(at: now)
    }
    await deliver(.emissionFinished(end), ticket, to: tracer)
  }

  /// Records a fact of an emission.
  @inline(__always)
  func trace(_ fact: TraceFact, _ tracer: TracerFunctions) async {
    let now = tracer.now()
    await deliver(fact, state.withLock { $0.trace.addEmissionFact(at: now) }, to: tracer)
  }

  /// Delivers a fact when its turn has come.
  ///
  /// Inlined, as are its callers: an asynchronous call costs
  /// as much as a handler.
  @inline(__always)
  private func deliver(
    _ fact: TraceFact,
    _ ticket: TraceTicket,
    to tracer: TracerFunctions
  ) async {
    if let turn = ticket.turn { await turn.wait() }
    deliver(TraceRecord(sequence: ticket.sequence, time: ticket.time, fact: fact), to: tracer)
  }

  /// Hands a record to the tracer, and after it the changes that were queued, up to the next turn
  /// of an emission.
  func deliver(_ record: TraceRecord, to tracer: TracerFunctions) {
    tracer.record(record)
    while let next = state.withLock({ $0.trace.next() }) {
      switch next {
      case .record(let record): tracer.record(record)
      case .turn(let turn): return turn.grant()
      }
    }
  }
}
