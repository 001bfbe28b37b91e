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

    if isTraced { return await runTraced(event, data, from: origin) }

    let handlers = handlers(of: event)
    if handlers.isEmpty { return EmissionReport() }
    let emission = Emission(event, from: origin, on: self, number: nil)
    defer { emission.finish() }
    var report = EmissionReport()
    if handlers[0].handler.isImmediate {
      report = runImmediate(handlers, in: emission, data)
      if report.handlers == handlers.count { return report }
    }
    return await run(handlers, after: report, in: emission, data, isolation: #isolation)
  }
}

// MARK: - Running handlers

extension EventBus {
  /// Runs handlers up to the first that may suspend, without the cost of `async`.
  private func runImmediate(
    _ handlers: [Registration],
    in emission: Emission,
    _ data: EventData
  ) -> EmissionReport {
    Emission.Place(emission: emission, position: 0).enter {
      var report = EmissionReport()
      for index in handlers.indices {
        guard handlers[index].handler.isImmediate else { break }
        do {
          // The list keeps the handler alive; to say so spares two reference counts at each call.
          try Unmanaged.passUnretained(handlers[index].handler)
            ._withUnsafeGuaranteedRef { try $0.immediate(data) }
          report.completed += 1
        } catch {
          conclude(HandlerOutcome(error), of: handlers[index], in: emission, into: &report)
        }
      }
      return report
    }
  }

  /// Runs the handlers that come after those of a report, with the emission bound around all of
  /// them: nobody asks which of them emits.
  private func run(
    _ handlers: [Registration],
    after report: EmissionReport,
    in emission: Emission,
    _ data: EventData,
    isolation: isolated (any Actor)?
  ) async -> EmissionReport {
    await Emission.Place(emission: emission, position: 0).enter(isolation: isolation) {
      _ = isolation
      var report = report
      for index in report.handlers..<handlers.count {
        do {
          let body = handlers[index].handler.body
          try await call(body, data, context(of: handlers[index], in: emission, nil))
          report.completed += 1
        } catch {
          conclude(HandlerOutcome(error), of: handlers[index], in: emission, into: &report)
        }
      }
      return report
    }
  }

  /// Runs an emission of which every step is recorded.
  ///
  /// Inlined, as what it calls is: an asynchronous call costs as much as a handler.
  @inline(__always)
  private func runTraced(
    _ event: EventName,
    _ data: EventData,
    from origin: Emission.Place?
  ) async -> EmissionReport {
    let (number, handlers, emission) = startTraced(event, data, from: origin)
    var report = EmissionReport()
    for (index, registration) in handlers.enumerated() {
      let outcome = await tracedOutcome(
        HandlerRun(emission: number, position: index + 1, registration: registration),
        in: emission,
        data,
        isolation: #isolation
      )
      conclude(outcome, of: registration, in: emission, into: &report)
    }
    endTraced(number, emission, report)
    return report
  }

  /// Calls a handler with its place bound around it, and records start and end.
  @inline(__always)
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
      do {
        let body = run.registration.handler.body
        try await call(body, data, context(of: run.registration, in: emission, notepad))
        return HandlerOutcome.completed
      } catch {
        return HandlerOutcome(error)
      }
    }
    trace(.handlerFinished(run, outcome, note: notepad.text))
    return outcome
  }

  /// Calls the code of a handler.
  @inline(__always)
  private func call(
    _ body: EventHandler.Body,
    _ data: EventData,
    _ context: @autoclosure () -> HandlerContext
  ) async throws {
    switch body {
    case .immediate(let body): try body(data)
    case .suspending(let body): try await body(data)
    case .contextual(let body): try await body(data, context())
    }
  }

  private func context(
    of registration: Registration,
    in emission: Emission,
    _ notepad: Notepad?
  ) -> HandlerContext {
    HandlerContext(
      bus: self,
      event: emission.event,
      handler: registration.handler,
      notepad: notepad
    )
  }

  /// Reports how a handler ended, and logs it unless it completed.
  @inline(never)
  private func conclude(
    _ outcome: HandlerOutcome,
    of registration: Registration,
    in emission: Emission,
    into report: inout EmissionReport
  ) {
    report.add(outcome, of: registration)
    log(outcome, of: registration.handler, in: emission)
  }
}
