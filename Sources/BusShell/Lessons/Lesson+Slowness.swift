extension Lesson {
  static let slowness = Lesson(
    title: "a slow handler holds up those behind it",
    text: """
      The handlers of an emission wait for each other, and the emitter waits for all of them. Time is
      virtual in lessons: 'sleep 2s' takes two seconds, but nobody has to wait for them.
      """,
    task: """
      Subscribe 'sleep 2s' and then 'print at last' to order.paid, emit it, and look at it with
      'trace --timeline'.
      """,
    goals: [
      LessonGoal(
        .emission("order.paid", []),
        missing: "order.paid has not been emitted"
      ),
      LessonGoal(
        .emission("order.paid", ["ran \"sleep 2s\" \"print at last\""]),
        missing: "no emission of order.paid has run 'sleep 2s' and then 'print at last'"
      ),
    ],
    hints: [
      "'sleep 2s' is a handler. Subscribe it first.",
      "After the emission type: trace --timeline",
    ],
    solution: [
      "subscribe order.paid sleep 2s", "subscribe order.paid print at last", "emit order.paid",
      "trace --timeline",
    ],
    outlook: """
      Slow work, such as a call to another system, wants to be handed over: to a task of its own if
      it may get lost, and to a queue if it may not.
      """
  )
}
