import BusLanguage

extension Lesson {
  static let isolation = Lesson(
    title: "isolation of failures",
    text: """
      A handler that fails does not keep the others from running, and the emitter does not fail: that
      something has happened stays true. The failure is logged, and the emitter gets a report.
      """,
    task: "Put a handler that fails between two others of order.paid, and see all three run.",
    goals: [
      LessonGoal(
        .emission("order.paid", []),
        missing: "order.paid has not been emitted"
      ),
      LessonGoal(
        .endings("order.paid", [.completed, .failed, .completed]),
        missing: "no emission of order.paid has run a handler that fails between two that do not"
      ),
    ],
    hints: [
      "'fail MESSAGE' is a handler that fails.",
      "It has to be the second of three: a good one, 'fail', a good one. Then emit.",
    ],
    solution: [
      "subscribe order.paid print before", "subscribe order.paid fail out of paper",
      "subscribe order.paid print after", "emit order.paid",
    ],
    outlook: """
      The bus does not try again. Work that has to succeed in the end belongs into a queue with
      retries, to which a handler hands it over.
      """
  )
}
