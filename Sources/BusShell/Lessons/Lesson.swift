import BusLanguage

/// A lesson: a few sentences, a task at the prompt, and the goals that show that it is done.
package struct Lesson: Sendable {
  package let title: String

  /// The explanation.
  let text: String

  /// The task.
  let task: String

  /// The commands that prepare the bus, on which nothing else is subscribed.
  var preparation: [String] = []

  /// The goals, in the order in which they are checked.
  let goals: [LessonGoal]

  /// The hints, from the vaguest to the most exact.
  let hints: [String]

  /// The commands that solve the task.
  package let solution: [String]

  /// The limits of this rule in real systems.
  let outlook: String
}

/// A goal, which the records of a session show to be met.
struct LessonGoal: Sendable {
  let condition: Condition

  /// The message while the goal is not met.
  let missing: String

  init(_ condition: Condition, missing: String) {
    self.condition = condition
    self.missing = missing
  }

  /// Conditions look at all emissions that have ended and are not nested, so trying something else
  /// afterwards does no harm.
  enum Condition: Sendable {
    /// One emission of an event meets all these expectations, in the words of `expect`.
    case emission(String, [String])

    /// The handlers of one emission of an event ended in these ways, in this order, perhaps among
    /// others.
    case endings(String, [Expectation.Ending])

    /// A handler was subscribed while an emission of an event ran, and ran in a later one.
    case latecomer(String, String)

    /// An emission of one event and one of another ran at the same time.
    case overlap(String, String)

    /// The emission with which the demo's invite service accepted an invite meets all these
    /// expectations.
    case acceptance([String])
  }
}

/// All lessons, in teaching order.
package enum LessonTable {
  package static let entries: [Lesson] = [
    .nobody, .order, .duplicates, .unsubscribing, .isolation, .nesting, .snapshot, .slowness,
    .concurrency, .cancellation, .runaway, .decoupling,
  ]
}
