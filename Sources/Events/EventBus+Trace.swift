import Synchronization

// The additional work of a bus that has tracers.

/// The tracers of a bus, in the order in which each fact is handed to them.
///
/// A function costs less to call than a method of an existential value, which is copied first. An
/// object, because it is passed on with each step of an emission.
final class Tracers: Sendable {
  private let first: Functions
  private let others: [Functions]

  private struct Functions: Sendable {
    let now: @Sendable () -> Duration
    let record: @Sendable (TraceRecord) -> Void
    let takesWhole: (@Sendable () -> Bool)?
    let recordWhole: (@Sendable (WholeEmission) -> Void)?

    init(_ tracer: some EventTracer) {
      now = { tracer.now }
      record = { tracer.record($0) }
      takesWhole = (tracer as? any WholeEmissionTracer)?.readiness
      recordWhole = (tracer as? any WholeEmissionTracer)?.recorder
    }
  }

  /// Returns nil if there are none.
  init?(_ tracers: [any EventTracer]) {
    guard let first = tracers.first else { return nil }
    self.first = Functions(first)
    others = tracers.dropFirst().map { Functions($0) }
  }

  /// Creates tracers that are those of a bus, if it has any, and one more.
  init(_ tracers: Tracers?, and last: any EventTracer) {
    first = tracers?.first ?? Functions(last)
    others = tracers.map { $0.others + [Functions(last)] } ?? []
  }

  /// The time of each tracer.
  func now() -> TraceTime {
    TraceTime(first: first.now(), others: others.isEmpty ? nil : others.map { $0.now() })
  }

  /// Indicates whether there is one tracer, and it takes whole emissions at present.
  var takeWholeEmissions: Bool { others.isEmpty && first.takesWhole?() == true }

  /// Hands a whole emission to the tracer.
  func record(_ emission: WholeEmission) {
    first.recordWhole?(emission)
  }

  /// Hands a fact to each tracer.
  func record(_ fact: TraceFact, _ ticket: TraceTicket) {
    ticket.earlier?.records.forEach(first.record)
    let (sequence, time) = (ticket.sequence, ticket.time)
    first.record(TraceRecord(sequence: sequence, time: time.first, fact: fact))
    guard let times = time.others else { return }
    for (tracer, time) in zip(others, times) {
      tracer.record(TraceRecord(sequence: sequence, time: time, fact: fact))
    }
  }
}

/// A time by the clocks of all tracers of a bus.
struct TraceTime: Sendable {
  let first: Duration

  /// Nil for one tracer, which then pays nothing for others.
  let others: [Duration]?

  /// A time before all others.
  static let distantPast = TraceTime(first: .seconds(Int64.min), others: nil)

  /// Returns a later time, on no clock before this one.
  func advanced(to time: TraceTime) -> TraceTime {
    let first = max(first, time.first)
    guard var later = time.others else { return TraceTime(first: first, others: nil) }
    for (index, other) in zip(later.indices, others ?? []) {
      later[index] = max(other, later[index])
    }
    return TraceTime(first: first, others: later)
  }
}

extension EventBus {
  /// Fixes the handlers of an emission; with tracers numbers it and records its start, in one step.
  @inline(__always)
  func start(
    _ event: EventName,
    _ data: EventData,
    from frame: Emission.Frame?,
    _ tracers: Tracers?
  ) async -> (Subscriptions.List, Emission) {
    guard let tracers else {
      let emission = Emission(event, from: frame, on: ObjectIdentifier(self))
      return (takeHandlers(of: event), emission)
    }
    let now = tracers.now()
    let (emission, parent, list, ticket) = state.content.withLock { state in
      let origin = frame?.ifRunning
      let number = state.trace.nextEmission()
      let emission = Emission(event, from: origin, on: ObjectIdentifier(self), number: number)
      let parent = origin?.parent(on: self)
      let ticket = state.trace.addEmissionFact(at: now)
      let list = state.subscriptions[event]
      for entry in state.subscriptions.hasOnce ? state.subscriptions.takeOnce(event) : [] {
        let taken = Subscription(entry, to: event, on: self.state.reference)
        // It follows the start of the emission, which is handed over first.
        _ = state.trace.addChange(
          .handlerUnsubscribed(event: event, entry.handler, taken),
          at: now,
          for: tracers
        )
      }
      return (emission, parent, list, ticket)
    }
    let start = EmissionStart(
      emission.number ?? 0,
      of: event,
      inside: parent,
      depth: emission.depth,
      data,
      list,
      on: state.reference
    )
    await deliver(.emissionStarted(start), ticket, to: tracers)
    return (list, emission)
  }

  /// Ends an emission; with tracers it records the end in the same step, so that nothing is nested in
  /// an ended emission.
  @inline(__always)
  func end(_ emission: Emission, _ report: EmissionReport, _ tracers: Tracers?) async {
    guard let tracers else { return emission.finish() }
    let end = EmissionEnd(emission, report)
    let now = tracers.now()
    let ticket = state.content.withLock { state in
      emission.finish()
      return state.trace.addEmissionFact(at: now)
    }
    await deliver(.emissionFinished(end), ticket, to: tracers)
  }

  /// Records a fact of an emission.
  @inline(__always)
  func trace(_ fact: TraceFact, _ tracers: Tracers) async {
    let now = tracers.now()
    await deliver(fact, state.content.withLock { $0.trace.addEmissionFact(at: now) }, to: tracers)
  }

  /// Delivers a fact when its turn has come.
  ///
  /// Inlined, as are its callers: an asynchronous call costs as much as a handler.
  @inline(__always)
  private func deliver(
    _ fact: TraceFact,
    _ ticket: TraceTicket,
    to tracers: Tracers
  ) async {
    if let turn = ticket.turn { await turn.wait() }
    state.handOver(fact, ticket, to: tracers)
  }
}
