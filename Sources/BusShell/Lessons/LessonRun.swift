import BusLanguage
import TerminalText

/// The run of a lesson: its texts for the learner, and how far the learner has come.
struct LessonRun {
  let course: LessonCourse

  /// The number of the lesson in its course, from 1.
  let number: Int

  let lesson: Lesson
  let goals: LessonGoals

  /// The number of the last emission that prepared the lesson; 0 if there was none.
  var lastPreparedEmission = 0

  /// The part of the lesson that the learner is in.
  var phase: Phase

  enum Phase {
    /// The task has not been shown. The goals are looked at all the same, since it may be known.
    case question

    /// The commands of the question have run, so the bus has to be prepared anew for the task.
    case answered

    case task
  }

  /// Indicates whether the goals have been met.
  var isDone = false

  /// The commands for the task, as they were typed.
  var commands: [String] = []

  private var hintsGiven = 0

  /// - Throws: A diagnostic if an expectation of the lesson cannot be read.
  init(_ course: LessonCourse, _ number: Int, in language: CommandLanguage) throws(Diagnostic) {
    (self.course, self.number) = (course, number)
    lesson = course.lessons[number - 1]
    phase = lesson.question?.answer == nil ? .task : .question
    goals = try LessonGoals(of: lesson, in: language)
  }

  /// The number of the next lesson; nil if this is the last one.
  var next: Int? { number < course.lessons.count ? number + 1 : nil }

  /// The short name of the lesson, as the prompt shows it.
  var name: String { course.isOfFile ? lesson.id : "\(number)" }

  /// Returns the next hint with its number; after the last one, that one again.
  mutating func takeHint() -> String {
    let index = min(hintsGiven, lesson.hints.count - 1)
    hintsGiven = index + 1
    return "hint \(index + 1) of \(lesson.hints.count): \(lesson.hints[index].text)"
  }
}

// MARK: - Texts

extension LessonRun {
  /// The text at the start: title, explanation, and the question or the task.
  var introduction: String {
    ["lesson \(name): \(lesson.title)", lesson.text?.text, questionText ?? taskText]
      .compactMap(\.self).joined(separator: "\n\n")
  }

  /// The task by itself.
  var task: String { "task: \(lesson.task?.text ?? "")" }

  /// The task, with the commands that help, or with those that follow if it is done.
  var taskText: String {
    if isDone { return "\(task)\n\nit is done; \(way)" }
    let prepared = lesson.preparation.isEmpty ? "" : "'handlers' shows what is subscribed, "
    return """
      \(task)

      the lesson notices when you are done; \(prepared)'check' says what is missing, 'hint' helps, \
      'again' starts over, 'solution' shows a solution, 'reset' returns to your session
      """
  }

  /// The question, with the way to answer it; nil if there is none.
  private var questionText: String? {
    guard let question = lesson.question, let kind = question.answer?.kind else { return nil }
    let way =
      switch kind {
      case .runs: "'answer HANDLER...' answers, or 'answer nobody' if none runs"
      case .count: "'answer N' answers"
      case .state: "'answer VALUE' answers"
      }
    let lines = question.commands.map { "  " + $0.text.escaped }.joined(separator: "\n")
    return """
      question: \(question.text?.text ?? "")

      \(lines)

      \(way); 'task' skips the question
      """
  }

  /// The text once the task is done.
  var conclusion: String {
    ["done: \(lesson.title)", lesson.remark?.text, way].compactMap(\.self).joined(separator: "\n\n")
  }

  /// The commands that may follow once the task is done.
  private var way: String {
    let next = next == nil ? "that was the last lesson" : "'next' starts the next lesson"
    return "\(next), 'solution' shows a solution beside yours, 'reset' returns to your session"
  }
}
