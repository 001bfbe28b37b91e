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
    guard let input = inputs.last else { return .run }
    answer(.notice("next: \(question.handler.escaped), for \(question.event.spelling)\n"))
    while true {
      output.flush()
      guard case .line(let line) = await input.source.next(request(.step)) else {
        // Nobody answers any more, or only to end it.
        _ = interrupt()
        return .run
      }
      input.lines.append(line, beginsCommand: true)
      echo(input.lines, at: input.source.place)
      do throws(Diagnostic) {
        if let answer = try Self.stepAnswer(line, number: input.lines.last) { return answer }
      } catch {
        report(error, at: input.source.place, in: input.lines)
      }
    }
  }

  /// The answer that a line is; nil if it is empty.
  private static func stepAnswer(
    _ line: [UInt8],
    number: Int
  ) throws(Diagnostic) -> Stepper.Answer? {
    var lexer = Lexer()
    guard let words = try lexer.read(line, number: number), let word = words.first else {
      return nil
    }
    let rest = words.dropFirst()
    switch (word.text, rest.isEmpty) {
    case ("next", true): return .next
    case ("into", true): return .into
    case ("run", true): return .run
    case ("skip", true): return .skip
    case ("fail", _):
      let message = rest.map(\.text).joined(separator: " ")
      return .fail(message: message.isEmpty ? "failed by hand" : message)
    default:
      throw Diagnostic(
        "expected next, into, run, skip or fail, found '\(word.text.cited)'",
        at: word.position,
        .hint("'help step' says what they do")
      )
    }
  }
}
