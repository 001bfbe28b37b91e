extension EventBus {
  /// Emits an event: runs its handlers one after another, in the order of their subscription.
  ///
  /// The handlers are those that are subscribed when the emission starts. Each has ended before the
  /// next one starts, and all have ended when this returns. They run where `emit` is called,
  /// unless a handler asks for another place.
  ///
  /// A handler that throws does not keep the others from running: its error is logged and is in the
  /// report. One that throws a `CancellationError` counts as cancelled: it is in the report without
  /// the error, and logged at debug level. An emission inside a handler is awaited like anything
  /// else there. If nobody listens, nothing happens. If the emitter is cancelled, the handlers run
  /// all the same, and can see it in `Task.isCancelled`.
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

    guard tracer == nil else {
      let (handlers, emission) = startTraced(event, data, from: origin)
      let report = await run(handlers, in: emission, data)
      endTraced(emission, report)
      return report
    }
    let handlers = handlers(of: event)
    if handlers.isEmpty { return EmissionReport() }
    let emission = Emission(event, from: origin, on: self, number: nil)
    defer { emission.finish() }
    return await runUntraced(handlers, in: emission, data, isolation: #isolation)
  }
}

// MARK: - Running handlers

extension EventBus {
  /// Runs handlers with the emission bound around all of them: nobody asks which of them emits.
  private func runUntraced(
    _ handlers: [Registration],
    in emission: Emission,
    _ data: EventData,
    isolation: isolated (any Actor)?
  ) async -> EmissionReport {
    await Emission.Place(emission: emission, position: 0).enter(isolation: isolation) {
      _ = isolation
      return await run(handlers, in: emission, data)
    }
  }

  /// Runs handlers, one after another.
  private func run(
    _ handlers: [Registration],
    in emission: Emission,
    _ data: EventData
  ) async -> EmissionReport {
    var report = EmissionReport()
    for (index, registration) in handlers.enumerated() {
      let outcome =
        if let number = emission.number {
          await tracedOutcome(
            HandlerRun(emission: number, position: index + 1, registration: registration),
            in: emission,
            data,
            isolation: #isolation
          )
        } else {
          await call(registration.handler, in: emission, data, notepad: nil)
        }
      // The usual case by itself: with the others in it a call takes a fifth longer.
      if case .completed = outcome {
        report.completed += 1
      } else {
        report.add(outcome, of: registration)
        log(outcome, of: registration.handler, in: emission)
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
    let place = Emission.Place(emission: emission, position: run.position)
    let notepad = Notepad()
    trace(.handlerStarted(run))
    let outcome = await place.enter(isolation: isolation) {
      _ = isolation
      return await call(run.registration.handler, in: emission, data, notepad: notepad)
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
    in emission: Emission,
    _ data: EventData,
    notepad: Notepad?
  ) async -> HandlerOutcome {
    do {
      switch handler.body {
      case .immediate(let body): try body(data)
      case .suspending(let body): try await body(data)
      case .contextual(let body):
        let context = HandlerContext(
          bus: self,
          event: emission.event,
          handler: handler,
          notepad: notepad
        )
        try await body(data, context)
      }
      return .completed
    } catch {
      return HandlerOutcome(error)
    }
  }
}
