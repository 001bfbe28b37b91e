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
    case .wait(let job): try await wait(for: job)
    case .jobs: listJobs()
    case .predict(nil, let event, let data): try await askForPrediction(event, data)
    case .predict(let names?, let event, let data): try await predict(names, event, data)
    case .step(let stepping): step(stepping)
    case .say(let text): show(.said(text))
    case .undo: try await undo()
    case .cancel(let job): try await cancel(job)
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
    case .expect(let expectation): try check(expectation)
    case .expectState(let expectation):
      try expectation.check(try await states(of: expectation.service))
    case .subscribe(let event, let handler):
      try requireRealTime(for: handler)
      let subscription = session.bus.subscribe(session.handlers.handler(handler), to: event)
      show(.subscribed(handler: subscription.handler.name, to: event))
    case .once(let event, let handler):
      try requireRealTime(for: handler)
      let subscription = session.bus.once(session.handlers.handler(handler), to: event)
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
          listing(of: event, handlers),
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
    case .learn(let lesson): try await learn(lesson)
    case .learnOn: try await learnOn()
    case .task: try await showTask()
    case .answer(let words): try await answer(words)
    case .check: try await checkLesson()
    case .hint: try giveHint()
    case .solution: try showSolution()
    case .lesson(let path): try await checkLessons(path)
    case .grade(let grading): try await grade(grading)
    case .skip: try await skipLesson()
    case .next: try await nextLesson()
    case .again: try await learn(try currentLesson.number, of: course)
    case .save(let saving): try save(saving)
    case .source(let path, let pauses): try await source(path, pauses: pauses)
    case .interleave(let runs, let path): try await interleave(runs, path)
    case .reset(let isEmpty):
      guard lesson == nil || !isEmpty else {
        throw Diagnostic(
          "expected 'reset' without --empty in a lesson",
          .hint("it leaves the lesson and returns to your session")
        )
      }
      if lesson == nil { try application.requireFresh() }
      announceWait()
      await waitForBackground()
      if await leaveLesson() { return }
      var fresh = options
      fresh.isEmpty = fresh.isEmpty || isEmpty
      reset(fresh)
      showReset(fresh)
    case .set(let option, let value): try set(option, to: value)
    case .options(let asked): showOptions(asked)
    case .history(let count):
      let entries = await history?.entries
      let last = entries.map { Array($0.suffix(count ?? $0.count)) }
      show(.history(last, first: (entries?.count ?? 0) - (last?.count ?? 0) + 1))
    case .help(let topic): show(.help(try await help(on: topic)))
    case .repeated(let count, let command): try await run(command, times: count)
    case .edit: try await editLastCommand()
    case .clear: output.clearScreen()
    case .quit(let status): quit(status)
    }
  }

  /// Throws if a handler takes real time and the session is in virtual time.
  private func requireRealTime(for handler: HandlerSpec) throws(Diagnostic) {
    guard handler.kind.takesRealTime, virtualTime != nil else { return }
    throw Diagnostic(
      "expected --clock real for a handler that takes real time, found virtual time",
      lesson != nil
        ? .hint("'reset' leaves the lesson, which is in virtual time")
        : options.isTrialRun || application.obstacle != nil
          ? nil : .hint("'set clock real' and then 'reset' change it")
    )
  }

  private func set(_ option: ShellOption, to value: String) throws(Diagnostic) {
    guard option.waitsForReset else {
      options[option] = value
      return
    }
    guard !options.isTrialRun else {
      throw Diagnostic("expected no 'set \(option.rawValue)' in a script that 'interleave' runs")
    }
    try application.requireFresh()
    options[option] = value
    if options.isQuiet { return }
    let needsVirtualTime = option == .seed && options.seed != nil && options.clock == .real
    let condition = needsVirtualTime ? ", if 'set clock virtual' is given, too" : ""
    let text = "\(option.rawValue) \(options[option]) from the next 'reset' on\(condition)"
    show(
      .table(
        OutputTable(
          kind: "option",
          [
            [
              OutputTable.Field("option", option.rawValue, Cell(text)),
              OutputTable.Field("value", options[option], nil),
            ]
          ]
        )
      )
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
      listing(of: event, session.bus.subscriptions(to: event))
    }
  }

  private func listing(of event: EventName, _ subscriptions: [Subscription]) -> SubscriptionListing
  {
    SubscriptionListing(event, subscriptions, once: session.bus.onceSubscriptions(to: event))
  }

  func states(of service: Word?) async throws(Diagnostic) -> [ServiceState] {
    if let service, !language.services.contains(service.text) {
      throw Diagnostic(
        "unknown service '\(service.text.cited)'",
        at: service.position,
        .nearest(to: service.text, among: language.services)
          ?? .hint(language.servicesHint)
      )
    }
    return await session.application.states(service?.text)
  }
}

extension CommandLanguage {
  /// The services that there are, for a message about one that there is not.
  fileprivate var servicesHint: String {
    services.isEmpty
      ? "the application describes no services"
      : "the services are \(services.joined(separator: ", ").escaped)"
  }
}
