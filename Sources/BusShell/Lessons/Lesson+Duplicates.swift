extension Lesson {
  static let duplicates = Lesson(
    title: "duplicates",
    text: """
      Each subscription is a registration of its own. A handler that is subscribed twice to an event
      runs twice: the bus does not guess that it was a mistake.
      """,
    task: "Let one handler, 'count', run twice for one emission of order.paid.",
    goals: [.subscribed("order.paid", ["count", "count"]), .last("completed 2")],
    hints: [
      "What does a handler do that is subscribed twice?",
      "Subscribe 'count' to order.paid two times, then emit. 'handlers' marks the second.",
    ],
    solution: ["subscribe order.paid count", "subscribe order.paid count", "emit order.paid"],
    outlook: """
      Brokers deliver a message again when they are not sure, so that handlers there have to bear
      being called twice for one event.
      """
  )
}
