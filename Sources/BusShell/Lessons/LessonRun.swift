import BusLanguage
import TerminalText

/// The run of a lesson: its texts for the learner, and the hints that were given.
struct LessonRun {
  /// The number of the lesson, from 1.
  let number: Int

  let lesson: Lesson

  private var hintsGiven = 0

  init(_ number: Int) {
    self.number = number
    lesson = LessonTable.entries[number - 1]
  }

  /// The number of the next lesson; nil if this is the last one.
  var next: Int? { number < LessonTable.entries.count ? number + 1 : nil }

  /// The text at the start: title, explanation and task.
  var introduction: String {
    let prepared = lesson.preparation.isEmpty ? "" : ", 'handlers' shows what is subscribed"
    return """
      lesson \(number): \(lesson.title)

      \(lesson.text)

      task: \(lesson.task)

      'check' says if it is done, 'hint' helps\(prepared), 'reset' gives your session back
      """
  }

  /// The text at the end.
  var conclusion: String {
    let next = next.map { "'learn \($0)' is the next" } ?? "that was the last lesson"
    return "done: \(lesson.title)\n\n\(lesson.outlook)\n\n\(next); 'reset' gives your session back"
  }

  /// Returns the next hint; after the last one, that one again.
  mutating func takeHint() -> String {
    defer { hintsGiven += 1 }
    return lesson.hints[min(hintsGiven, lesson.hints.count - 1)]
  }

  /// Returns the message of the first goal that is not met in a session; nil if all are met.
  ///
  /// - Throws: A diagnostic if an expectation of the lesson cannot be read.
  func missingGoal(in session: Session) async throws(Diagnostic) -> String? {
    for goal in lesson.goals {
      if try await !goal.condition.isMet(in: session) { return goal.missing }
    }
    return nil
  }
}
