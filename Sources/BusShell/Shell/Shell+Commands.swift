import BusLanguage
import BusTrace
import Events
import TerminalText

// The effects of commands.

extension Shell {
  /// Carries out a command.
  ///
  /// - Throws: A diagnostic if the command cannot do its work. Failures of its handlers are only in
  ///   the trace.
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
    case .trace(let number, let view): try showTrace(number, view)
    case .traceList(let filter): try listTraces(filter)
    case .explain(let number):
      show(.explanation(Explanation(recording: try recording(number)).sentences))
    case .diff(let first, let second):
      let difference = TraceDifference(try emission(first), try emission(second))
      show(.difference(difference.rows))
    case .diffRecorded(let number): try showReplayDifference(number)
    case .export(let export): try self.export(export)
    case .open(let path, follows: false): try await openRecording(path)
    case .open(let path, follows: true): try await followRecording(path)
    case .replay(let replaying): try await replay(replaying)
    case .close: try closeRecording()
    case .expect(let expectation): try expectation.check(try emissions(in: expectation.scope))
    case .subscribe(let event, let handler):
      try requireRealTime(for: handler)
      let subscription = session.bus.subscribe(session.handlers.handler(handler), to: event)
      show(.subscribed(handler: subscription.handler.name, to: event))
    case .unsubscribe(let event, let handler):
      let handler = session.handlers.knownHandler(handler)
      let isFound = session.bus.unsubscribe(handler, from: event)
      show(.unsubscribed(handler: handler.name, from: event, found: isFound))
    case .handlers(let event): show(.handlers(listings(of: event)))
    case .plan(let event):
      let handlers = session.bus.plan(for: event).subscriptions
      show(
        .plan(
          SubscriptionListing(event, handlers),
          handlers.isEmpty ? session.recorder.hint(for: event) : nil
        )
      )
    case .catalog: show(.catalog(language.handlers))
    case .application(let name, let arguments):
      let command = session.application.command(named: name)
      try await command?.run(arguments, session.bus) { [printer] text in
        printer.write(.notice([text]))
      }
    case .state(let service): show(.state(try await states(of: service)))
    case .lessons: listLessons()
    case .learn(let lesson): try await learn(try number(of: lesson))
    case .check: try await checkLesson()
    case .hint: try giveHint()
    case .skip: try await skipLesson()
    case .again: try await learn(try currentLesson.number)
    case .save(let saving): try save(saving)
    case .source(let path): try await source(path)
    case .interleave(let runs, let path): try await interleave(runs, path)
    case .reset(let isEmpty):
      guard lesson == nil || !isEmpty else {
        throw Diagnostic(
          "expected 'reset' without --empty in a lesson",
          .hint("it leaves the lesson and gives your session back")
        )
      }
      if lesson == nil { try application.requireFresh() }
      announceWait()
      await waitForBackground()
      if leaveLesson() { return }
      var fresh = options
      fresh.isEmpty = fresh.isEmpty || isEmpty
      reset(fresh)
      showReset(fresh)
    case .set(let option, let value): options[option] = value
    case .options(let asked): showOptions(asked)
    case .history(let count):
      let entries = await history?.entries
      let last = entries.map { Array($0.suffix(count ?? $0.count)) }
      show(.history(last, first: (entries?.count ?? 0) - (last?.count ?? 0) + 1))
    case .help(let topic): show(.help(try help(on: topic)))
    case .quit(let status): quit(status)
    }
  }

  /// Throws if a handler takes real time and the session is in virtual time.
  private func requireRealTime(for handler: HandlerSpec) throws(Diagnostic) {
    guard handler.kind.takesRealTime, virtualTime != nil else { return }
    throw Diagnostic(
      "expected --clock real for a handler that takes real time, found virtual time",
      lesson == nil ? nil : .hint("'reset' leaves the lesson, which is in virtual time")
    )
  }

  private func showOptions(_ asked: [ShellOption]) {
    let rows = asked.map { option in
      [
        OutputTable.Field("option", option.rawValue, Cell(option.rawValue)),
        OutputTable.Field("value", options[option], Cell(options[option], .event)),
        OutputTable.Field(Cell(option.summary)),
      ]
    }
    show(.table(OutputTable(kind: "option", rows)))
  }

  private func showReset(_ fresh: ShellOptions) {
    let text = "a new bus, \(fresh.isEmpty ? "with nothing subscribed" : "as at the start")"
    show(.table(OutputTable(kind: "reset", [[.init("empty", fresh.isEmpty, Cell(text))]])))
  }

  private func listings(of event: EventName?) -> [SubscriptionListing] {
    (event.map { [$0] } ?? session.bus.events).map { event in
      SubscriptionListing(event, session.bus.subscriptions(to: event))
    }
  }

  private func states(of service: Word?) async throws(Diagnostic) -> [ServiceState] {
    if let service, !language.services.contains(service.text) {
      throw Diagnostic(
        "unknown service '\(service.text.cited)'",
        at: service.position,
        .nearest(to: service.text, among: language.services)
          ?? .hint("'state' shows all services")
      )
    }
    return await session.application.states(service?.text)
  }

  private func help(on topic: Word?) throws(Diagnostic) -> HelpPage {
    try Diagnostic.pointing(to: topic?.position) { () throws(Diagnostic) in
      try HelpPage(on: topic?.text, in: language)
    }
  }
}
