import Synchronization

// The additional work of a bus that has a tracer.

extension EventBus {
  /// Fixes the handlers of an emission, numbers the emission and records its start, in one step.
  func startTraced(
    _ event: EventName,
    _ data: EventData,
    from frame: Emission.Frame?
  ) -> (number: Int, [Subscription], Emission) {
    let (started, fact, sequence) = state.withLock { state in
      let number = state.trace.nextEmission()
      let emission = Emission(event, from: frame?.ifRunning, on: self, number: number)
      let handlers = state.subscriptions[event]
      let start = EmissionStart(number, emission, on: self, data, handlers)
      let fact = TraceFact.emissionStarted(start)
      return ((number, handlers, emission), fact, state.trace.add(fact))
    }
    deliver(fact, as: sequence)
    return started
  }

  /// Ends an emission and records its end in one step, so that nothing is nested in an ended
  /// emission.
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

  /// Hands a fact to the tracer, and then those that were added meanwhile.
  ///
  /// - Parameters:
  ///   - fact: The first fact to deliver.
  ///   - sequence: The number of the fact; nil if another thread delivers it.
  func deliver(_ fact: TraceFact, as sequence: Int?) {
    guard let record, let sequence else { return }
    record(TraceRecord(sequence: sequence, fact: fact))
    while case let next = state.withLock({ $0.trace.next() }), !next.isEmpty {
      next.forEach(record)
    }
  }
}
