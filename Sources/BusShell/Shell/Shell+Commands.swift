import BusLanguage
import BusTrace
import DemoApplication
import Events
import TerminalText

// From commands to effects.

extension Shell {
  /// Carries out a command.
  ///
  /// - Throws: A diagnostic if the command cannot do what it is for. What its handlers do wrong is
  ///   in the trace.
  func run(_ command: Command) async throws(Diagnostic) {
    switch command {
    case .emit(let event, let data, isInBackground: false): await session.bus.emit(event, data)
    case .emit(let event, let data, isInBackground: true): emitInBackground(event, data)
    case .wait: await waitForBackground()
    case .predict(nil, let event, let data): try await askForPrediction(event, data)
    case .predict(let names?, let event, let data): try await predict(names, event, data)
    case .step(let isOn): step(isOn)
    case .cancel:
      cancelBackground()
      await waitForBackground()
    case .trace(let number):
      let emission = try emission(number)
      answer(.trace(emission, session.recorder.hint(for: emission)))
    case .traceList: answer(.traceList(session.recorder.emissions))
    case .order(let number): answer(.order(try recording(number)))
    case .timeline(let number):
      answer(.timeline(try recording(number), columns: output.columns ?? 80))
    case .explain(let number):
      answer(.explanation(Explanation(recording: try recording(number)).sentences))
    case .diff(let first, let second):
      let difference = TraceDifference(try emission(first), try emission(second))
      answer(.difference(difference.rows, columns: output.columns))
    case .export(let format, let path, let number): try export(format, to: path, number)
    case .expect(let expectation): try expectation.check(try session.recorder.emission(nil))
    case .subscribe(let event, let handler):
      session.bus.subscribe(session.handlers.handler(handler), to: event)
      answerChange()
    case .unsubscribe(let event, let handler):
      session.bus.unsubscribe(session.handlers.knownHandler(handler), from: event)
      answerChange()
    case .handlers(let event): answer(.handlers(listings(of: event)))
    case .plan(let event):
      let plan = session.bus.plan(for: event)
      answer(.plan(plan, plan.subscriptions.isEmpty ? session.recorder.hint(for: event) : nil))
    case .catalog: answer(.catalog(HandlerTable.entries))
    case .accept(let invite):
      do throws(InviteError) {
        try await session.domain.services.invites.accept(invite.text, on: session.bus)
      } catch {
        throw Diagnostic(
          error.description.escaped,
          at: invite.position,
          .hint("'state invites' shows the invites")
        )
      }
    case .state(let service): answer(.state(try states(of: service)))
    case .lessons: listLessons()
    case .learn(let lesson): try await learn(try number(of: lesson))
    case .check: try checkLesson()
    case .hint: try giveHint()
    case .skip: try await skipLesson()
    case .again: try await learn(try currentLesson.number)
    case .source(let path): try await source(path)
    case .interleave(let runs, let path): try await interleave(runs, path)
    case .reset(let isEmpty):
      await waitForBackground()
      var fresh = options
      fresh.isEmpty = fresh.isEmpty || isEmpty
      reset(fresh)
      answer(.reset(isEmpty: fresh.isEmpty))
    case .set(let option, let value):
      options[option] = value
      session.recorder.use(options.renderer(for: output))
    case .options(let asked):
      answer(.options(asked.map { ($0, options[$0]) }))
    case .history(let count):
      let entries = await history?.entries
      let last = entries.map { Array($0.suffix(count ?? $0.count)) }
      answer(.history(last, first: (entries?.count ?? 0) - (last?.count ?? 0) + 1))
    case .help(let topic): answer(.help(try help(on: topic)))
    case .quit(let status): quit(status)
    }
  }

  private func listings(of event: EventName?) -> [CommandOutput.Listing] {
    (event.map { [$0] } ?? session.bus.events).map { event in
      CommandOutput.Listing(event: event, subscriptions: session.bus.subscriptions(to: event))
    }
  }

  private func states(of service: Word?) throws(Diagnostic) -> [ServiceState] {
    let states = session.domain.services.state
    guard let service else { return states }
    guard let state = states.first(where: { $0.service == service.text }) else {
      throw Diagnostic(
        "unknown service '\(service.text.cited)'",
        at: service.position,
        .nearest(to: service.text, among: states.map(\.service))
          ?? .hint("'state' shows all services")
      )
    }
    return [state]
  }

  private func help(on topic: Word?) throws(Diagnostic) -> String {
    try Diagnostic.pointing(to: topic?.position) { () throws(Diagnostic) in
      try HelpPage.text(on: topic?.text)
    }
  }

  func answer(_ answer: CommandOutput) {
    if let text = options.renderer(for: output).text(of: answer) { output.write(text) }
  }

  private func answerChange() {
    if let change = session.recorder.lastChange { answer(.change(change)) }
  }
}
