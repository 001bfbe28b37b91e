import BusLanguage
import BusTrace
import Events
import TerminalText

// The command 'answer', which compares an answer with the run of the question's commands.

extension Shell {
  /// Runs the commands of the lesson's question on a bus that is prepared anew, and compares.
  ///
  /// A wrong answer is no failure.
  func answer(_ words: [String]) async throws(Diagnostic) {
    var current = try currentLesson
    guard let question = current.lesson.question, let kind = question.answer?.kind else {
      throw Diagnostic("expected a lesson with a question", .hint("'task' shows the task"))
    }
    guard current.phase != .task else {
      throw Diagnostic(
        "the question is over, because the task has begun",
        .hint("'again' starts the lesson over")
      )
    }
    let words = try read(words, as: kind, in: current.lesson)
    try await run(question)
    current = try currentLesson
    let answer = try await comparison(of: words, with: kind, in: current)
    show(.prediction(answer.comparison))
    let verdict =
      answer.comparison.isRight ? "that is right" : "it went differently than you predicted"
    notice("\(verdict): \(Self.way(toExplain: emissions(of: current)))'task' goes on to the task")
    if let hint = answer.comparison.unclearHint { notice(hint) }
  }

  /// Reads an answer, which is compared only if it can be one: its result gives the question away.
  private func read(
    _ words: [String],
    as kind: LessonQuestion.Kind,
    in lesson: Lesson
  ) throws(Diagnostic) -> [String] {
    switch kind {
    case .runs where words == [LessonAnswer.nobody]: return words
    case .runs:
      let known = handlers(of: lesson)
      let names = words.handlerNames(among: known)
      try requireHandlers(names, among: known)
      for name in names where !known.contains(name) {
        let meant = known.filter { $0.matches(name) }.sorted()
        if meant.count > 1 { throw Diagnostic(Prediction.message(name, mayBe: meant)) }
      }
      return names
    case .count:
      guard words.count == 1, let count = Int(words[0]), count >= 0 else {
        throw Diagnostic("expected a number, found '\(words.joined(separator: " ").cited)'")
      }
      return ["\(count)"]
    case .state: return words
    }
  }

  /// The part of a message that names the command with the reasons, if there are any.
  private static func way(toExplain emissions: [EmissionTrace]) -> String {
    let numbers = emissions.map(\.start.emission)
    guard let first = numbers.min(), let last = numbers.max() else { return "" }
    return first == last
      ? "'explain' says why, " : "'explain \(first)' to 'explain \(last)' say why, "
  }

  /// The emissions of a lesson, without those that prepared it.
  func emissions(of lesson: LessonRun) -> [EmissionTrace] {
    session.recorder.emissions.filter { $0.start.emission > lesson.lastPreparedEmission }
  }

  /// Prepares the bus of a lesson anew, and runs the commands of its question, which are shown.
  private func run(_ question: LessonQuestion) async throws(Diagnostic) {
    try await prepareAgain(for: .answered)
    for text in question.commands {
      show(.command(text.text))
      try await run(LessonCommand(changing: text, in: language).command)
    }
    await waitForBackground()
  }

  /// Compares an answer with what the commands of the question have done.
  func comparison(
    of words: [String],
    with kind: LessonQuestion.Kind,
    in current: LessonRun
  ) async throws(Diagnostic) -> LessonAnswer {
    try await LessonAnswer(words, to: kind, emissions(of: current)) { service throws(Diagnostic) in
      try await states(of: Word(service))
    }
  }
}
