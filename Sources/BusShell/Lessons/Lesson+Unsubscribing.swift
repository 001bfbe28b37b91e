extension Lesson {
  static let unsubscribing = Lesson(
    title: "unsubscribing",
    text: """
      Unsubscribing removes the first registration of a handler for an event. If there is none,
      nothing happens.
      """,
    task: "print a is subscribed twice, with print b in between. Leave only b and the second a.",
    preparation: [
      "subscribe order.paid print a", "subscribe order.paid print b",
      "subscribe order.paid print a",
    ],
    goals: [
      .subscribed("order.paid", ["print b", "print a"]),
      .last("ran \"print b\" \"print a\""),
    ],
    hints: [
      "'unsubscribe EVENT HANDLER' removes the first one, which is what is wanted here.",
      "Then emit order.paid, to see who still runs.",
    ],
    solution: ["unsubscribe order.paid print a", "emit order.paid"],
    outlook: """
      Who subscribes for as long as a screen or a request lives has to unsubscribe at its end: the
      bus keeps its handlers.
      """
  )
}
