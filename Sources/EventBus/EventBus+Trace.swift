import Synchronization

// What a traced bus does besides its work.

extension EventBus {
  /// Fixes the handlers of an emission, gives it a number and records its start, as one step.
  func startTraced(
    _ event: EventName,
    _ data: EventData,
    from place: Emission.Place?
  ) -> (number: Int, [Registration], Emission) {
    let (started, batch) = state.withLock { state in
      let number = state.trace.nextEmission()
      let emission = Emission(event, from: place?.ifRunning, on: self, number: number)
      let handlers = state.registry[event]
      state.trace.append(
        .emissionStarted(EmissionStart(number, emission, on: self, data, handlers))
      )
      return ((number, handlers, emission), state.trace.startDelivery())
    }
    deliver(batch)
    return started
  }

  /// Ends an emission and records that, as one step: what has ended gets no nested emissions.
  func endTraced(_ emission: Emission, _ report: EmissionReport) {
    let batch = state.withLock { state in
      emission.finish()
      guard let number = emission.number else { return [] as [TraceRecord] }
      state.trace.append(
        .emissionFinished(EmissionEnd(emission: number, event: emission.event, report: report))
      )
      return state.trace.startDelivery()
    }
    deliver(batch)
  }

  /// Records a fact, if there is a tracer.
  func trace(_ fact: @autoclosure () -> TraceFact) {
    guard isTraced else { return }
    let fact = fact()
    let batch = state.withLock { state in
      state.trace.append(fact)
      return state.trace.startDelivery()
    }
    deliver(batch)
  }

  /// Hands facts to the tracer, and then those that have come meanwhile.
  ///
  /// - Parameter batch: What delivery starts with; empty if somebody else is at it.
  func deliver(_ batch: [TraceRecord]) {
    guard let tracer else { return }
    var batch = batch
    while !batch.isEmpty {
      for record in batch { tracer.record(record) }
      batch.removeAll(keepingCapacity: true)
      batch = state.withLock { $0.trace.nextBatch(reusing: batch) }
    }
  }
}
