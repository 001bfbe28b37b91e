/// A lesson: a few sentences, perhaps a question, a task at the prompt, and the goals that show that
/// the task is done.
package struct Lesson: Sendable {
  /// The name by which progress is kept, and which `learn` takes.
  package var id: String

  package let title: String

  /// The line on which the lesson begins in its file.
  package let line: Int

  /// The explanation; nil if there is none.
  package var text: LessonText?

  /// The commands that prepare the bus, on which nothing else is subscribed.
  package var preparation: [LessonText] = []

  package var question: LessonQuestion?

  /// The task.
  package var task: LessonText?

  /// The goals, in the order in which they are checked.
  package var goals: [LessonGoal] = []

  /// The hints, from the vaguest to the most exact.
  package var hints: [LessonText] = []

  /// The commands that solve the task.
  package var solution: [LessonText] = []

  /// The limits of this rule in real systems; nil if nothing is said about them.
  package var remark: LessonText?
}

/// A text or a command in a lesson file.
package struct LessonText: Sendable {
  /// The line on which it begins, from 1.
  package let line: Int

  /// The text, safe to print, with an empty line between paragraphs; or the command as it is written.
  package let text: String
}

/// A goal, which the records of a session show to be met.
///
/// All recorded emissions are looked at, so trying something else afterwards does no harm.
package struct LessonGoal: Sendable {
  /// The message while the goal is not met.
  package let missing: LessonText

  /// The commands `expect` that have to hold.
  package var expectations: [LessonText] = []
}

/// A question about what commands will do.
package struct LessonQuestion: Sendable {
  package var text: LessonText?

  /// The commands that are run when the student has answered.
  package var commands: [LessonText] = []

  package var answer: Answer?

  /// The kind of answer, and the line on which it stands.
  package struct Answer: Sendable {
    package let line: Int
    package let kind: Kind
  }

  /// The part of the commands' effect that is asked for.
  package enum Kind: Sendable, Hashable {
    /// The handlers that start, in their order.
    case runs

    /// The number of handlers that start.
    case count

    /// The field of an item of a service; of the first one that has the field, if no item is named.
    case state(service: String, item: String?, field: String?)
  }
}
