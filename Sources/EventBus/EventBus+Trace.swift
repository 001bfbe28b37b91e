import Synchronization

// What a traced bus does besides its work.

extension EventBus {
  /// Fixes the handlers of an emission, gives it a number and records its start, as one step.
  func startTraced(
    _ event: EventName,
    _ data: EventData,
    from place: Emission.Place?
  ) -> (number: Int, [Registration], Emission) {
    let (started, record) = state.withLock { state in
      let number = state.trace.nextEmission()
      let emission = Emission(event, from: place?.ifRunning, on: self, number: number)
      let handlers = state.registry[event]
      let start = EmissionStart(number, emission, on: self, data, handlers)
      return ((number, handlers, emission), state.trace.add(.emissionStarted(start)))
    }
    deliver(record)
    return started
  }

  /// Ends an emission and records that, as one step: what has ended gets no nested emissions.
  func endTraced(_ number: Int, _ emission: Emission, _ report: EmissionReport) {
    let record = state.withLock { state in
      emission.finish()
      let end = EmissionEnd(emission: number, event: emission.event, report: report)
      return state.trace.add(.emissionFinished(end))
    }
    deliver(record)
  }

  /// Records a fact, if there is a tracer.
  func trace(_ fact: @autoclosure () -> TraceFact) {
    guard isTraced else { return }
    let fact = fact()
    deliver(state.withLock { $0.trace.add(fact) })
  }

  /// Hands a fact to the tracer, and then those that have come meanwhile.
  ///
  /// - Parameter first: What delivery starts with; nil if somebody else is at it.
  func deliver(_ first: consuming TraceRecord?) {
    guard let record else { return }
    var next = first
    while let fact = next.take() {
      record(fact)
      next = state.withLock { $0.trace.next() }
    }
  }
}
