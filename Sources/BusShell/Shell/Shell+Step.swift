import BusLanguage
import BusTrace
import Events
import TerminalText

// The command 'step', which pauses before handlers.

extension Shell {
  /// Turns pauses before handlers on or off.
  func step(_ stepping: Stepping) {
    guard case .on(let names) = stepping else { return stepper.turnOff() }
    for name in names { warn(of: name) }
    inputs.stepFromHere()
    stepper.turnOn(names.map(\.text)) { [weak self] question in await self?.ask(question) ?? .run }
  }

  /// Warns of a break point that names neither an event nor a handler; one may come later.
  private func warn(of name: Word) {
    let events = session.vocabulary.events.map(\.rawValue)
    let handlers = session.vocabulary.handlers(of: nil)
    guard !events.contains(name.text), !handlers.contains(where: { $0.matches(name.text) }) else {
      return
    }
    let diagnostic = Diagnostic(
      "no event and no subscribed handler is named '\(name.text.cited)' yet",
      at: nil,
      .nearest(to: name.text, among: events + handlers)
    )
    output.writeDiagnostic(diagnosticText.warning(diagnostic))
  }

  /// Shows the handler that is about to run, and reads the decision from the input of 'step on'.
  ///
  /// The lines of a script that runs in the meantime are commands, not answers.
  private func ask(_ question: Stepper.Question) async -> StepAnswer {
    guard let input = inputs.stepInput else { return .run }
    isPaused = true
    defer { isPaused = false }
    while true {
      if queuedAnswers.isEmpty { output.isSilent = isRebuilding }
      show(.pause(handler: question.handler, event: question.event))
      let language = language
      let reply = await reply(from: input, to: .step) { words throws(Diagnostic) in
        try StepTable.reply(words, in: language)
      }
      switch reply {
      case .given(.decision(.back)):
        do throws(Diagnostic) {
          try goBack()
          return .back
        } catch {
          script.dropLastAnswer()
          let start = Position(line: input.lines.last, column: 1)
          report(error.located(at: start), at: input.source.location, in: input.lines)
        }
      case .given(.decision(let answer)):
        script.didDecide()
        return answer
      case .given(.look(let command, let start)):
        script.didLook()
        do throws(Diagnostic) {
          try await run(command)
        } catch {
          report(error.located(at: start), at: input.source.location, in: input.lines)
        }
      case .refused:
        interrupt()
        return .cancel
      case .missing: return .run
      }
    }
  }
}
