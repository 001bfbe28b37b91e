import EventBus

// Pauses before handlers.

extension Shell {
  /// Pauses before each handler from now on, or no longer.
  func step(_ isOn: Bool) {
    guard isOn else { return stepper.turnOff() }
    stepper.turnOn { [weak self] question in await self?.ask(question) ?? .run }
  }

  /// Says what is about to run, and reads what is to become of it from where commands come from.
  private func ask(_ question: Stepper.Question) async -> Stepper.Answer {
    answer(.notice("next: \(question.handler.escaped), for \(question.event.spelling)\n"))
    switch await reply(to: .step, StepTable.answer) {
    case .given(let answer): return answer
    case .refused:
      _ = interrupt()
      return .cancel
    case .missing: return .run
    }
  }
}
