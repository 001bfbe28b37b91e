extension Lesson {
  static let duplicates = Lesson(
    title: "duplicates",
    text: """
      Each subscription counts on its own. A handler that is subscribed twice to an event
      runs twice: the bus does not guess that it was a mistake.
      """,
    task: "Let one handler, 'count', run twice for one emission of order.paid.",
    goals: [
      LessonGoal(
        .emission("order.paid", ["completed count count"]),
        missing: "no emission of order.paid has run 'count' twice"
      )
    ],
    hints: [
      "What does a handler do that is subscribed twice?",
      "Subscribe 'count' to order.paid two times, then emit. 'handlers' marks the second.",
    ],
    solution: ["subscribe order.paid count", "subscribe order.paid count", "emit order.paid"],
    outlook: """
      If something must happen once however often an event arrives, as brokers may deliver one again,
      the handler has to remember which events it has seen.
      """
  )
}
