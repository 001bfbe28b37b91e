import BusLanguage
import BusTrace
import TerminalText

/// A lesson that is run to see whether it can be done, in a session of its own.
struct LessonTrial {
  private let course: LessonCourse

  /// The number of the lesson in its course, from 1.
  private let number: Int

  /// The shells of the task and of the question.
  private let shells: (task: Shell, question: Shell)

  private var lesson: Lesson { course.lessons[number - 1] }

  init(of number: Int, in course: LessonCourse, _ shells: (task: Shell, question: Shell)) {
    (self.course, self.number, self.shells) = (course, number, shells)
  }

  /// Returns what is wrong with the lesson, each at its line.
  func errors() async -> [Diagnostic] {
    var errors = await errorsOfTask()
    if let error = await errorOfQuestion() { errors.append(error) }
    return errors
  }

  private func errorsOfTask() async -> [Diagnostic] {
    let shell = shells.task
    do throws(Diagnostic) {
      try await shell.learn(number, of: course)
    } catch {
      return [error.located(at: position(lesson.preparation.first))]
    }
    if await shell.missingGoal == nil {
      return [
        Diagnostic(
          "expected a goal that is not met at the start",
          at: position(lesson.goals.first?.missing)
        )
      ]
    }
    for text in lesson.solution {
      do throws(Diagnostic) {
        try await shell.run(LessonCommand(solving: text, in: await shell.language).command)
      } catch {
        return [Diagnostic(error.message, at: position(text), error.help)]
      }
    }
    guard let missing = await shell.missingGoal else { return [] }
    return [
      Diagnostic(
        "expected a solution that meets all goals, found one that misses this: \(missing)",
        at: position(lesson.solution.first)
      )
    ]
  }

  private func errorOfQuestion() async -> Diagnostic? {
    guard let question = lesson.question, question.answer != nil else { return nil }
    let shell = shells.question
    do throws(Diagnostic) {
      try await shell.learn(number, of: course)
      try await shell.answer([LessonAnswer.nobody])
      return nil
    } catch {
      let position = question.answer.map { Position(line: $0.line, column: 1) }
      return Diagnostic(error.message, at: position, error.help)
    }
  }

  private func position(_ text: LessonText?) -> Position {
    Position(line: text?.line ?? lesson.line, column: 1)
  }
}

extension Shell {
  /// The message of the first goal of the lesson that is not met; nil if all are.
  fileprivate var missingGoal: String? {
    get async {
      guard let lesson else { return nil }
      return await missingGoal(of: lesson)
    }
  }
}
