import BusLanguage
import BusTrace
import Events
import TerminalText

// The command 'step', which pauses before handlers.

extension Shell {
  /// Turns pauses before handlers on or off.
  func step(_ isOn: Bool) {
    guard isOn else { return stepper.turnOff() }
    inputs.stepFromHere()
    stepper.turnOn { [weak self] question in await self?.ask(question) ?? .run }
  }

  /// Shows the handler that is about to run, and reads the decision from the input of 'step on'.
  ///
  /// The lines of a script that runs in the meantime are commands, not answers.
  private func ask(_ question: Stepper.Question) async -> StepAnswer {
    guard let input = inputs.stepInput else { return .run }
    isPaused = true
    defer { isPaused = false }
    while true {
      let results = session.recorder.takeResults()
      show(.pause(handler: question.handler, event: question.event, since: results))
      let language = language
      let reply = await reply(from: input, to: .step) { words throws(Diagnostic) in
        try StepTable.reply(words, in: language)
      }
      switch reply {
      case .given(.decision(let answer)): return answer
      case .given(.look(let command, let start)):
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
