extension Lesson {
  static let nobody = Lesson(
    title: "emitting to nobody",
    text: """
      An event says that something has happened. Who emits it does not know who cares, and it may
      be that nobody does: that is no error.
      """,
    task: "Emit the event order.paid, to which nobody listens.",
    goals: [
      LessonGoal(
        .emission("order.paid", []),
        missing: "order.paid has not been emitted"
      ),
      LessonGoal(
        .emission("order.paid", ["nobody"]),
        missing: "somebody listened to order.paid; 'again' starts over"
      ),
    ],
    hints: ["'help emit' says how to emit an event.", "Type: emit order.paid"],
    solution: ["emit order.paid"],
    outlook: """
      If an event must not get lost before somebody listens, it has to be kept: in a queue, or in an
      outbox beside the data.
      """
  )
}
