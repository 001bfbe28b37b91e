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
    try await runQuestion(of: &current)
    let answer = try await comparison(of: words, with: kind, in: current)
    show(.prediction(answer.comparison))
    let verdict =
      answer.comparison.isRight ? "that is right" : "it went another way than you thought"
    notice("\(verdict): 'explain' says why, 'task' goes on to the task")
    if let hint = answer.comparison.unclearHint { notice(hint) }
  }

  /// Prepares the bus of a lesson anew, and runs the commands of its question, which are shown.
  func runQuestion(of current: inout LessonRun) async throws(Diagnostic) {
    cancelBackground()
    await waitForBackground()
    current.lastPreparedEmission = try await prepare(current.lesson)
    current.isAnswered = true
    lesson = current
    for text in current.lesson.question?.commands ?? [] {
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
    let emissions = session.recorder.emissions.filter {
      $0.start.emission > current.lastPreparedEmission
    }
    return try await LessonAnswer(words, to: kind, emissions) { service throws(Diagnostic) in
      try await states(of: Word(service))
    }
  }
}
