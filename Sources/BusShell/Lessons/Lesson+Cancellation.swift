extension Lesson {
  static let cancellation = Lesson(
    title: "cancellation",
    text: """
      Who cancels an emission cancels what its handlers wait for, not the handlers. One that ends
      because of that counts as cancelled; those after it still run.
      """,
    task: """
      Emit order.paid in the background with 'sleep 60m' and 'print tidied up' subscribed, and then
      cancel it with 'cancel'.
      """,
    goals: [.last("cancelled \"sleep 60m\""), .last("completed \"print tidied up\"")],
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
