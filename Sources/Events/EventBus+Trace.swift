import Synchronization

// What a traced bus does besides its work.

extension EventBus {
  /// Fixes the handlers of an emission, gives it a number and records its start, as one step.
  func startTraced(
    _ event: EventName,
    _ data: EventData,
    from place: Emission.Place?
  ) -> (number: Int, [Registration], Emission) {
    let (started, fact, sequence) = state.withLock { state in
      let number = state.trace.nextEmission()
      let emission = Emission(event, from: place?.ifRunning, on: self, number: number)
      let handlers = state.registry[event]
      let start = EmissionStart(number, emission, on: self, data, handlers)
      let fact = TraceFact.emissionStarted(start)
      return ((number, handlers, emission), fact, state.trace.add(fact))
    }
    deliver(fact, as: sequence)
    return started
  }

  /// Ends an emission and records that, as one step: what has ended gets no nested emissions.
  func endTraced(_ number: Int, _ emission: Emission, _ report: EmissionReport) {
    let end = EmissionEnd(emission: number, event: emission.event, report: report)
    let fact = TraceFact.emissionFinished(end)
    let sequence = state.withLock { state in
      emission.finish()
      return state.trace.add(fact)
    }
    deliver(fact, as: sequence)
  }

  /// Records a fact, if there is a tracer.
  func trace(_ fact: @autoclosure () -> TraceFact) {
    guard isTraced else { return }
    let fact = fact()
    deliver(fact, as: state.withLock { $0.trace.add(fact) })
  }

  /// Hands a fact to the tracer, and then those that have come meanwhile.
  ///
  /// - Parameters:
  ///   - fact: What delivery starts with.
  ///   - sequence: The fact's number; nil if somebody else is at it.
  func deliver(_ fact: TraceFact, as sequence: Int?) {
    guard let record, let sequence else { return }
    record(TraceRecord(sequence: sequence, fact: fact))
    while case let next = state.withLock({ $0.trace.next() }), !next.isEmpty {
      next.forEach(record)
    }
  }
}
