import Synchronization

// What a traced bus does besides its work.

extension EventBus {
  /// Fixes the handlers of an emission, gives it a number and records its start, as one step.
  func startTraced(
    _ event: EventName,
    _ data: EventData,
    from place: Emission.Place?
  ) -> (number: Int, [Registration], Emission) {
    let started = state.withLock { state in
      let number = state.trace.nextEmission()
      let emission = Emission(event, from: place?.ifRunning, on: self, number: number)
      let handlers = state.registry[event]
      state.trace.append(
        .emissionStarted(EmissionStart(number, emission, on: self, data, handlers))
      )
      return (number, handlers, emission)
    }
    deliverTrace()
    return started
  }

  /// Ends an emission and records that, as one step: what has ended gets no nested emissions.
  func endTraced(_ emission: Emission, _ report: EmissionReport) {
    state.withLock { state in
      emission.finish()
      guard let number = emission.number else { return }
      state.trace.append(
        .emissionFinished(EmissionEnd(emission: number, event: emission.event, report: report))
      )
    }
    deliverTrace()
  }

  /// Records a fact, if there is a tracer.
  func trace(_ fact: @autoclosure () -> TraceFact) {
    guard isTraced else { return }
    let fact = fact()
    state.withLock { $0.trace.append(fact) }
    deliverTrace()
  }

  /// Hands the facts that wait to the tracer, unless that is being done.
  func deliverTrace() {
    guard let tracer, state.withLock({ $0.trace.startDelivery() }) else { return }
    while true {
      let batch = state.withLock { $0.trace.nextBatch() }
      if batch.isEmpty { return }
      batch.forEach(tracer.record)
    }
  }
}
