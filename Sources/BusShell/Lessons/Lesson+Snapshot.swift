extension Lesson {
  static let snapshot = Lesson(
    title: "changes during an emission",
    text: """
      An emission runs the handlers that are subscribed when it starts. Who is subscribed meanwhile
      runs from the next one on, and who is unsubscribed meanwhile still runs in this one.
      """,
    task: "Let 'attach print new' subscribe a handler while order.paid is handled; see it run.",
    goals: [
      LessonGoal(
        .emission("order.paid", ["ran \"attach print new\""]),
        missing: "no emission of order.paid has run 'attach print new'"
      ),
      LessonGoal(
        .latecomer("order.paid", "print new"),
        missing: "the 'print new' that was subscribed meanwhile has not run"
      ),
    ],
    hints: [
      "Subscribe 'attach print new' to order.paid and emit: the tree marks what came too late.",
      "It takes a second emission for the new handler to run.",
    ],
    solution: ["subscribe order.paid attach print new", "emit order.paid", "emit order.paid"],
    outlook: """
      Across processes there is no such moment: there, who subscribes may miss events or get old ones,
      and has to say from where on it wants them.
      """
  )
}
