import Logging

extension EventBus {
  /// Emits an event: runs its handlers one after another, in the order of their subscription.
  ///
  /// The handlers are those that are subscribed when the emission starts. Each has ended before the
  /// next one starts, and all have ended when this returns. They run where `emit` is called,
  /// unless a handler asks for another place.
  ///
  /// A handler that throws does not keep the others from running: its error is logged and is in the
  /// report. An emission inside a handler is awaited like anything else there. If nobody
  /// listens, nothing happens. If the emitter is cancelled, the handlers run all the same, and can
  /// see it in `Task.isCancelled`.
  ///
  /// An emission that would be inside ``depthLimit`` others is refused: none of its handlers
  /// runs, and the refusal is logged and reported. That ends events that emit each other for ever.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - data: What the handlers get.
  /// - Returns: What became of the emission; it can be ignored.
  @discardableResult
  public func emit(_ event: EventName, _ data: EventData = [:]) async -> EmissionReport {
    let origin = Emission.Place.current
    if let error = refusal(of: event, from: origin) { return refuse(event, from: origin, error) }
    guard tracer == nil else { return await emitTraced(event, data, from: origin) }

    let handlers = handlers(of: event)
    // Handlers that never suspend cannot wait for an emission: nobody will ask where they were.
    guard handlers.maySuspend else {
      return await run(handlers, of: event, data, in: nil, from: origin)
    }
    let emission = Emission(event, from: origin, on: self, number: nil)
    defer { emission.finish() }
    return await run(handlers, inside: emission, data, from: origin, isolation: #isolation)
  }

  private func emitTraced(
    _ event: EventName,
    _ data: EventData,
    from origin: Emission.Place?
  ) async -> EmissionReport {
    let (handlers, emission) = startTraced(event, data, from: origin)
    let report = await run(handlers, of: event, data, in: emission, from: origin)
    endTraced(emission, report)
    return report
  }
}

// MARK: - Running handlers

extension EventBus {
  /// Runs handlers with their emission bound around all of them.
  private func run(
    _ handlers: HandlerList,
    inside emission: Emission,
    _ data: EventData,
    from origin: Emission.Place?,
    isolation: isolated (any Actor)?
  ) async -> EmissionReport {
    await Emission.Place(emission: emission, position: 0).enter(isolation: isolation) {
      _ = isolation
      return await run(handlers, of: emission.event, data, in: emission, from: origin)
    }
  }

  /// Runs handlers, one after another.
  private func run(
    _ handlers: HandlerList,
    of event: EventName,
    _ data: EventData,
    in emission: Emission?,
    from origin: Emission.Place?
  ) async -> EmissionReport {
    var report = EmissionReport()
    for (index, registration) in handlers.registrations.enumerated() {
      let outcome =
        if let emission, let number = emission.number {
          await tracedOutcome(
            HandlerRun(emission: number, position: index + 1, registration: registration),
            in: emission,
            data,
            isolation: #isolation
          )
        } else {
          await call(registration.handler, handling: event, data, notepad: nil)
        }
      if case .completed = outcome {
        report.completed += 1
      } else {
        report.add(outcome, of: registration)
        log(outcome, of: registration.handler, handling: event, from: origin)
      }
    }
    return report
  }

  /// Calls a handler with its place bound around it, and records start and end.
  private func tracedOutcome(
    _ run: HandlerRun,
    in emission: Emission,
    _ data: EventData,
    isolation: isolated (any Actor)?
  ) async -> HandlerOutcome {
    let handler = run.registration.handler
    let place = Emission.Place(emission: emission, position: run.position)
    let notepad = Notepad()
    trace(.handlerStarted(run))
    let outcome = await place.enter(isolation: isolation) {
      _ = isolation
      return await call(handler, handling: emission.event, data, notepad: notepad)
    }
    trace(.handlerFinished(run, outcome, note: notepad.text))
    return outcome
  }

  /// Calls a handler.
  ///
  /// There is no other place where one is called.
  @inline(__always)
  private func call(
    _ handler: EventHandler,
    handling event: EventName,
    _ data: EventData,
    notepad: Notepad?
  ) async -> HandlerOutcome {
    do {
      switch handler.body {
      case .immediate(let body): try body(data)
      case .suspending(let body): try await body(data)
      case .contextual(let body):
        let context = HandlerContext(bus: self, event: event, handler: handler, notepad: notepad)
        try await body(data, context)
      }
      return .completed
    } catch {
      return HandlerOutcome(error)
    }
  }
}
