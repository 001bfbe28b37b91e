extension Lesson {
  static let cancellation = Lesson(
    title: "cancellation",
    text: """
      Who cancels an emission cancels what its handlers wait for, not the handlers. One that ends
      because of that counts as cancelled; those after it still run.
      """,
    task: """
      Subscribe 'sleep 60m' and then 'print tidied up' to order.paid, emit it in the background, and
      cancel it with 'cancel'.
      """,
    goals: [
      LessonGoal(
        .emission("order.paid", ["cancelled \"sleep 60m\""]),
        missing: "no emission of order.paid has been cancelled in 'sleep 60m'"
      ),
      LessonGoal(
        .emission(
          "order.paid",
          [
            "cancelled \"sleep 60m\"", "completed \"print tidied up\"",
            "ran \"sleep 60m\" \"print tidied up\"",
          ]
        ),
        missing: "'print tidied up' has not run after it"
      ),
    ],
    hints: [
      "Emit with & at the end, so that you get the prompt back.",
      "'cancel' cancels what runs in the background. The second handler runs all the same.",
    ],
    solution: [
      "subscribe order.paid sleep 60m", "subscribe order.paid print tidied up",
      "emit order.paid &", "cancel",
    ],
    outlook: """
      Cancelling saves work, it does not undo any. What was done in part wants a transaction, or an
      event that says so.
      """
  )
}
