import Synchronization

// Emissions that the tracer takes as a whole.

extension EventBus {
  /// An emission that has to be awaited: all of it, or what follows a handler.
  package struct RestOfEmission {
    fileprivate let event: EventName
    fileprivate let data: EventData

    /// Its origin and observer, and what has run of it; nil if nothing is known of it yet.
    fileprivate let observed: (origin: Emission.Frame?, observer: Observer?, run: InterruptedRun?)?
  }

  /// Emits an event as far as possible without suspending, for callers to whom an asynchronous call
  /// costs too much.
  ///
  /// - Returns: The rest, which must be passed to ``finish(_:)``; nil if the emission has ended.
  package func emitAtOnce(_ event: EventName, _ data: EventData) -> RestOfEmission? {
    let origin = Emission.Frame.current
    guard state.observation.isOn, refusal(of: event, from: origin) == nil else {
      return RestOfEmission(event: event, data: data, observed: nil)
    }
    let observer = state.observation.current
    switch runWhole(event, data, from: origin, observer) {
    case .finished: return nil
    case .none: return RestOfEmission(event: event, data: data, observed: (origin, observer, nil))
    case .interrupted(let run):
      return RestOfEmission(event: event, data: data, observed: (origin, observer, run))
    }
  }

  /// Runs the rest of an emission.
  @discardableResult
  package func finish(_ rest: RestOfEmission) async -> EmissionReport {
    guard let (origin, observer, run) = rest.observed else {
      return await emit(rest.event, rest.data)
    }
    return await runObserved(rest.event, rest.data, from: origin, observer, after: run)
  }

  /// The result of trying to run an emission as a whole.
  enum WholeRun {
    /// It has not begun, because something about it is unusual.
    case none

    case finished(EmissionReport)

    /// Something else happened on the bus, or a handler did not complete. The rest of the emission
    /// runs as others do.
    indirect case interrupted(InterruptedRun)
  }

  /// An emission up to the end of a handler, which has not been recorded.
  struct InterruptedRun {
    let emission: Emission
    let handlers: [Subscriptions.Entry]

    /// The report of the handlers before that one.
    let report: EmissionReport

    let outcome: HandlerOutcome
    let note: HandlerNote?
  }

  /// Runs an emission as a whole, if its handlers never suspend and the only tracer can take it.
  ///
  /// An optimization of ``runObserved``, with the same facts. The bus is locked three times in place of
  /// eight, and the clock is read twice in place of four times.
  ///
  /// A handler may use the bus, and so may other tasks meanwhile. The first fact that this adds is
  /// preceded by those of this emission that have happened: see ``TraceQueue``.
  @inline(never)
  func runWhole(
    _ event: EventName,
    _ data: EventData,
    from frame: Emission.Frame?,
    _ observer: Observer?
  ) -> WholeRun {
    guard let observer, let tracers = observer.tracers, tracers.takeWholeEmissions,
      observer.currentInterceptor == nil,
      let (start, origin, handlers) = startWhole(event, data, from: frame, at: tracers.now())
    else { return .none }
    var run = ImmediateRun(event, from: origin, on: self, number: start.emission)
    var report = EmissionReport(emission: start.emission)
    for entry in handlers {
      run.position = report.completed + 1
      let (outcome, note) = call(entry.handler, in: &run, data)
      guard case .completed = outcome,
        let step = endHandler(note, in: run, at: tracers.now())
      else {
        return .interrupted(
          InterruptedRun(
            emission: run.emission,
            handlers: handlers,
            report: report,
            outcome: outcome,
            note: note
          )
        )
      }
      report.completed += 1
      if case .ended(let emission) = step { state.handOver(emission, to: tracers) }
    }
    return .finished(report)
  }

  /// Starts an emission that may become a whole one; returns nil if it cannot.
  @inline(__always)
  private func startWhole(
    _ event: EventName,
    _ data: EventData,
    from frame: Emission.Frame?,
    at now: TraceTime
  ) -> (EmissionStart, Emission.Frame?, [Subscriptions.Entry])? {
    state.content.withLock { state in
      guard state.trace.isIdle, !state.subscriptions.hasOnce else { return nil }
      let list = state.subscriptions[event]
      guard !list.array.isEmpty, list.array.allSatisfy(\.handler.neverSuspends) else { return nil }
      let origin = frame?.ifRunning
      let start = EmissionStart(
        state.trace.nextEmission(),
        of: event,
        inside: origin?.parent(on: self),
        depth: Emission.Frame.depth(inside: origin),
        data,
        list,
        on: self.state.reference
      )
      state.trace.open(start, at: now)
      return (start, origin, list.array)
    }
  }

  /// Calls a handler that never suspends.
  @inline(__always)
  private func call(
    _ handler: EventHandler,
    in run: inout ImmediateRun,
    _ data: EventData
  ) -> (HandlerOutcome, HandlerNote?) {
    var notepad: Notepad?
    let (event, number) = (run.event, run.number)
    var context: HandlerContext {
      let new = Notepad()
      notepad = new
      return HandlerContext(
        bus: self,
        event: event,
        handler: handler,
        emission: number,
        notepad: new
      )
    }
    let outcome = run.enter { _ in
      do {
        try handler.body.callImmediately(data, context)
        return HandlerOutcome.completed
      } catch {
        return HandlerOutcome(error)
      }
    }
    return (outcome, notepad?.note)
  }

  private enum WholeStep {
    case goesOn
    case ended(WholeEmission)
  }

  /// Ends a handler, and with the last one the emission; returns nil if that has been interrupted.
  @inline(__always)
  private func endHandler(
    _ note: HandlerNote?,
    in run: borrowing ImmediateRun,
    at now: TraceTime
  ) -> WholeStep? {
    state.content.withLock { state in
      guard let isLast = state.trace.endHandler(note, in: run.number, at: now) else { return nil }
      guard isLast else { return .goesOn }
      run.finish()
      return state.trace.close().map { .ended($0) }
    }
  }
}
