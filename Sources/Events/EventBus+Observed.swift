// Emissions of a bus that has tracers or an interceptor.

extension EventBus {
  /// Runs an emission of a bus with tracers or an interceptor: records every step for the tracers,
  /// and calls the handlers by way of the interceptor.
  ///
  /// The functions it calls are inlined: an asynchronous call costs as much as a handler. It is not
  /// itself, which keeps the frame of `emit` small enough for the task's first slab: without it an
  /// emission to nobody takes 1.3 times as long.
  @inline(never)
  func runObserved(
    _ event: EventName,
    _ data: EventData,
    from origin: Emission.Frame?,
    _ observer: Observer?,
    after interrupted: InterruptedRun? = nil
  ) async -> EmissionReport {
    let tracers = observer?.tracers
    let (handlers, emission): ([Subscriptions.Entry], Emission)
    var report: EmissionReport
    if let interrupted {
      (handlers, emission, report) = (
        interrupted.handlers, interrupted.emission, interrupted.report
      )
      let run = handlerRun(handlers, at: report.handlerCount, in: emission)
      let outcome = interrupted.outcome
      if let tracers {
        await trace(.handlerFinished(run, outcome, note: interrupted.note?.text), tracers)
      }
      count(outcome, of: run.subscription, in: emission, into: &report)
    } else {
      let (list, new) = await start(event, data, from: origin, tracers)
      (handlers, emission) = (list.entries, new)
      report = EmissionReport(emission: emission.number)
    }
    for index in report.handlerCount..<handlers.count {
      let run = handlerRun(handlers, at: index, in: emission)
      let outcome = await observedOutcome(
        of: run,
        in: emission,
        data,
        observer,
        isolation: #isolation
      )
      count(outcome, of: run.subscription, in: emission, into: &report)
    }
    await end(emission, report, tracers)
    return report
  }

  /// Returns the run of a handler, by its index in the list.
  @inline(__always)
  private func handlerRun(
    _ handlers: [Subscriptions.Entry],
    at index: Int,
    in emission: Emission
  ) -> HandlerRun {
    HandlerRun(
      emission: emission.number ?? 0,
      position: index + 1,
      subscription: Subscription(handlers[index], to: emission.event, on: state.reference)
    )
  }

  /// Adds the outcome of a handler to a report.
  @inline(__always)
  private func count(
    _ outcome: HandlerOutcome,
    of subscription: Subscription,
    in emission: Emission,
    into report: inout EmissionReport
  ) {
    if case .completed = outcome {
      report.completed += 1
    } else {
      conclude(outcome, of: subscription, in: emission, into: &report)
    }
  }

  /// Calls a handler in a frame of its own, and records its start and its end.
  ///
  /// A handler that never suspends runs in the frame, but its tasks do not.
  @inline(__always)
  private func observedOutcome(
    of run: HandlerRun,
    in emission: Emission,
    _ data: EventData,
    _ observer: Observer?,
    isolation: isolated (any Actor)?
  ) async -> HandlerOutcome {
    let tracers = observer?.tracers
    if let tracers { await trace(.handlerStarted(run), tracers) }
    // Made only for a handler that has a context.
    var notepad: Notepad?
    let frame = Emission.Frame(emission: emission, position: run.position)
    let handler = run.subscription.handler
    var context: HandlerContext {
      notepad = tracers == nil ? nil : Notepad()
      return self.context(of: handler, in: emission, notepad)
    }
    var outcome = HandlerOutcome.completed
    do {
      if let interceptor = observer?.currentInterceptor {
        let wasCalled = try await frame.enter(isolation: isolation) {
          _ = isolation
          return try await handler.call(data, context, in: frame, by: interceptor)
        }
        if !wasCalled { outcome = .skipped }
      } else if handler.neverSuspends {
        try frame.enter { try handler.body.callImmediately(data, context) }
      } else {
        try await frame.enter(isolation: isolation) {
          _ = isolation
          try await handler.body.call(data, context)
        }
      }
    } catch {
      outcome = HandlerOutcome(error)
    }
    if let tracers {
      await trace(.handlerFinished(run, outcome, note: notepad?.note?.text), tracers)
    }
    return outcome
  }
}
