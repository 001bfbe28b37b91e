extension Lesson {
  static let unsubscribing = Lesson(
    title: "unsubscribing",
    text: """
      Unsubscribing removes the first subscription of a handler for an event. If there is none,
      nothing happens.
      """,
    task: """
      'print a' is subscribed twice to order.paid, with 'print b' in between. Leave only b and the
      second a, and emit order.paid.
      """,
    preparation: [
      "subscribe order.paid print a", "subscribe order.paid print b",
      "subscribe order.paid print a",
    ],
    goals: [
      LessonGoal(
        .emission("order.paid", []),
        missing: "order.paid has not been emitted"
      ),
      LessonGoal(
        .emission("order.paid", ["count 2", "ran \"print b\" \"print a\""]),
        missing: "no emission of order.paid has run only 'print b' and then 'print a'"
      ),
    ],
    hints: [
      "'unsubscribe EVENT HANDLER' removes the first one, which is what is wanted here.",
      "Then emit order.paid, to see who still runs.",
    ],
    solution: ["unsubscribe order.paid print a", "emit order.paid"],
    outlook: """
      If subscribers come and go without saying so, as other processes do, you want a broker that
      notices when one is gone: the bus keeps its handlers until they are unsubscribed.
      """
  )
}
