/// The result of a lesson that was begun.
struct LessonResult: Sendable {
  let id: String

  /// The message of the first goal that was missed; nil if the lesson is done.
  let missing: String?

  /// The number of commands for the task.
  let commandCount: Int

  init(of run: LessonRun, missing: String?) {
    (id, self.missing, commandCount) = (run.lesson.id, missing, run.commands.count)
  }
}

/// The results of lessons, of which each counts once.
struct LessonResults: Sendable {
  private var byID: [String: LessonResult] = [:]

  /// Enters a result; a lesson that was done before stays done.
  mutating func enter(_ new: LessonResult) {
    if let old = byID[new.id], old.missing == nil { return }
    byID[new.id] = new
  }

  subscript(id: String) -> LessonResult? { byID[id] }
}
