import BusLanguage

/// A lesson: a few sentences, a task at the prompt, and how to tell that it is done.
package struct Lesson: Sendable {
  package let title: String

  /// What there is to know.
  let text: String

  /// What is to be done.
  let task: String

  /// The commands that prepare the bus, on which otherwise nothing is subscribed.
  var preparation: [String] = []

  /// What has to be true when it is done, from the first to be looked at on.
  let goals: [LessonGoal]

  /// Help, the least of it first.
  let hints: [String]

  /// Commands that do it.
  package let solution: [String]

  /// When a real system wants something else.
  let outlook: String
}

/// Something that can be seen in the records of a session.
struct LessonGoal: Sendable {
  let condition: Condition

  /// What there is to say as long as it is not true.
  let missing: String

  init(_ condition: Condition, missing: String) {
    self.condition = condition
    self.missing = missing
  }

  /// Each is about emissions that were not nested in others and have ended, not only the last one:
  /// who tries something else afterwards has still done it.
  enum Condition: Sendable {
    /// One emission of an event was as all these expectations say, in the words of `expect`.
    case emission(String, [String])

    /// The handlers of one emission of an event ended in these ways, in this order, perhaps among
    /// others.
    case endings(String, [Expectation.Ending])

    /// A handler was subscribed while an emission of an event ran, and ran in a later one.
    case latecomer(String, String)

    /// An emission of one event and one of another ran at the same time.
    case overlap(String, String)

    /// The emission with which the demo's invite service accepted an invite was as all these
    /// expectations say.
    case acceptance([String])
  }
}

/// All lessons, in the order in which they are learnt.
package enum LessonTable {
  package static let entries: [Lesson] = [
    .nobody, .order, .duplicates, .unsubscribing, .isolation, .nesting, .snapshot, .slowness,
    .concurrency, .cancellation, .runaway, .decoupling,
  ]
}
