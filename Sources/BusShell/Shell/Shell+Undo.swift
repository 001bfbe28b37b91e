import BusLanguage
import BusTrace
import Events
import TerminalText

// The command 'undo', and the answer 'back' at a pause: the session is repeated up to a place.

extension Shell {
  /// Takes the last command back that changed the session, by repeating the session without it.
  func undo() async throws(Diagnostic) {
    let earlier = script.withoutLastChange
    try requireRepeatable(earlier)
    guard let last = script.lastChange else {
      throw Diagnostic("there is no command to take back")
    }
    try await rebuild(earlier)
    let line = last.text.textLines.first ?? ""
    var texts = ["taken back: \(line.cited)"]
    if let obstacle = last.obstacle {
      texts.append("what it did outside of the session stays: it \(obstacle)")
    }
    show(.notice(texts))
  }

  /// Gives up the command that is at a pause, to go on from the pause before.
  ///
  /// - Throws: A diagnostic if it cannot be repeated up to there.
  func goBack() throws(Diagnostic) {
    try requireRepeatable(script)
    if let obstacle = outsideEffect(of: session.recorder.runningEmissions) {
      throw Diagnostic("the command cannot be repeated: it \(obstacle)")
    }
    guard let answers = script.answersBeforeLastDecision else {
      throw Diagnostic("expected a pause before this one in the same command, found none")
    }
    rewound = answers.dropLast()
    output.isSilent = true
    stepper.abandonCommand()
  }

  /// Carries out a command, from its beginning again if the user has gone back in it.
  func perform(_ command: Command) async throws(Diagnostic) {
    defer { (output.isSilent, queuedAnswers) = (isRebuilding, []) }
    while true {
      do throws(Diagnostic) {
        try await run(command)
      } catch {
        // A command that was given up says nothing.
        if rewound == nil { throw error }
      }
      guard let answers = rewound else { return }
      rewound = nil
      stepper.didEndCommand()
      var earlier = script
      earlier.dropAnswers()
      try await rebuild(earlier)
      session.recorder.beginCommand(ofSize: 0)
      queuedAnswers = answers[...]
      output.isSilent = true
    }
  }

  /// Throws if the session, or some of it, cannot be repeated.
  private func requireRepeatable(_ script: SessionScript) throws(Diagnostic) {
    guard !options.isTrialRun else {
      throw Diagnostic("expected neither 'undo' nor 'back' in a script that 'interleave' runs")
    }
    try application.requireFresh()
    guard !script.isTooLong else {
      throw Diagnostic("expected a session of at most \(SessionScript.maximumCommands) commands")
    }
    let handlers = session.vocabulary.handlers(of: nil)
    if !background.isEmpty, let name = handlers.first(where: { isOutside($0) }) {
      throw Diagnostic("expected no emission in the background, found '\(name.cited)' subscribed")
    }
    guard let entry = script.entries.first(where: { $0.obstacle != nil && $0.changesSession }),
      let obstacle = entry.obstacle
    else { return }
    let line = entry.text.textLines.first ?? ""
    throw Diagnostic(
      "the session cannot be repeated: '\(line.cited)' \(obstacle)",
      .hint("'reset' starts over")
    )
  }

  /// Starts the session over and repeats commands, without printing; what ran before comes back if
  /// they do not go as before.
  private func rebuild(_ earlier: SessionScript) async throws(Diagnostic) {
    let (exitState, options, wasSilent) = (exitState, options, output.isSilent)
    let (script, stepDepth, resumePauses) = (script, inputs.stepDepth, stepper.turnOffForNow())
    output.isSilent = true
    isRebuilding = true
    cancelBackground()
    await waitForBackground()
    let resume = comingBack
    self.options = earlier.options
    self.script = SessionScript(startingWith: earlier.options)
    if let lesson { _ = try? await prepare(lesson.lesson) } else { reset(earlier.options) }
    let text = earlier.entries.filter(\.changesSession).map(\.text)
    let lines = FixedLines(text, name: "the session")
    _ = try? await runCommands(of: lines, for: CommandInput.Caller(location: nil))
    await waitForBackgroundOfInterruption()
    let isSame = !Task.isCancelled && earlier.isRepeated(by: self.script)
    isRebuilding = false
    (self.exitState, output.isSilent) = (exitState, wasSilent)
    inputs.restore(stepDepth: stepDepth)
    guard isSame else {
      self.options = options
      self.script = script
      resume()
      resumePauses()
      throw Diagnostic(
        Task.isCancelled
          ? "interrupted: the session is as it was"
          : "the session did not go as before when it was repeated: it is as it was"
      )
    }
    self.script = earlier
  }

  /// Ends what an interrupted repetition left in the background.
  private func waitForBackgroundOfInterruption() async {
    guard Task.isCancelled else { return }
    cancelBackground()
    await waitForBackground()
  }

  /// Returns what emissions did outside the process; nil if they did nothing there.
  private func outsideEffect(of emissions: [EmissionTrace]) -> String? {
    for run in emissions.flatMap(\.runs) {
      if isOutside(run.handlerName), run.didRun {
        return "ran '\(run.handlerName.cited)', which reaches outside the process"
      }
      let nested = run.nested.compactMap { nested -> EmissionTrace? in
        if case .emission(let emission) = nested { emission } else { nil }
      }
      if let effect = outsideEffect(of: nested) { return effect }
    }
    return nil
  }

  /// Returns whether a handler reaches outside the process.
  private func isOutside(_ handler: String) -> Bool {
    let name = handler.prefix { $0 != " " }
    return language.handler(named: String(name))?.reach == .outside
  }

  /// Returns the reason why a command cannot be repeated; nil if it can.
  func obstacle(
    to command: Command,
    _ emissions: [EmissionTrace],
    _ ending: CommandEnding
  ) -> String? {
    if ending == .interrupted { return "was interrupted" }
    switch command {
    case _ where command.isInBackground && virtualTime == nil:
      return "ran in the background in real time, in an order that chance decided"
    case .application(let name, _) where language.command(named: name)?.reach == .outside:
      return "reaches outside the process"
    default: return outsideEffect(of: emissions)
    }
  }
}

/// The end of a command.
enum CommandEnding {
  case succeeded, failed, interrupted
}

extension Command {
  /// Indicates whether the command may change the session.
  var changesSession: Bool {
    switch self {
    case .emit, .subscribe, .once, .unsubscribe, .wait, .cancel, .predict, .step, .application,
      .reset,
      .set, .replay:
      true
    case .repeated(_, let command): command.changesSession
    default: false
    }
  }
  /// Indicates whether the command starts an emission in the background.
  var isInBackground: Bool {
    switch self {
    case .emit(_, _, let isInBackground): isInBackground
    case .repeated(_, let command): command.isInBackground
    default: false
    }
  }
}
