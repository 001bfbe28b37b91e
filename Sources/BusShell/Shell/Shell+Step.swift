import BusLanguage
import BusTrace
import Events
import TerminalText

// Pauses before handlers.

extension Shell {
  /// Pauses before each handler from now on, or no longer.
  func step(_ isOn: Bool) {
    guard isOn else { return stepper.turnOff() }
    inputs.stepFromHere()
    stepper.turnOn { [weak self] question in await self?.ask(question) ?? .run }
  }

  /// Says what is about to run, and reads what is to become of it from where 'step on' came from.
  ///
  /// A script that is run meanwhile has commands in its lines, and no answers.
  private func ask(_ question: Stepper.Question) async -> StepAnswer {
    guard let input = inputs.stepInput else { return .run }
    show(.notice("next: \(question.handler.escaped), for \(question.event.spelling)\n"))
    switch await reply(from: input, to: .step, StepTable.answer) {
    case .given(let answer): return answer
    case .refused:
      interrupt()
      return .cancel
    case .missing: return .run
    }
  }
}
