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

/// Something that can be seen in the records and registrations of a session.
enum LessonGoal: Sendable {
  /// The last emission is as an expectation says, in the words of `expect`.
  case last(String)

  /// Some recorded emission is.
  case some(String)

  /// These handlers are subscribed to an event, in this order.
  case subscribed(String, [String])

  /// Two emissions ran at the same time.
  case overlap
}

/// All lessons, in the order in which they are learnt.
package enum LessonTable {
  package static let entries: [Lesson] = [
    .nobody, .order, .duplicates, .unsubscribing, .isolation, .nesting, .snapshot, .slowness,
    .concurrency, .cancellation, .runaway, .decoupling,
  ]
}
