extension Lesson {
  static let nesting = Lesson(
    title: "nested emissions",
    text: """
      A handler may emit, too, and then that emission is finished before the handler goes on. So a
      handler further down sees the inner event first, though the outer one was emitted first.
      """,
    task: """
      Let 'relay order.shipped' run for order.paid before 'print paid' does, and let
      'print shipped' listen to order.shipped. Emit order.paid: which is printed first?
      """,
    goals: [
      .last("ran \"relay order.shipped\" \"print paid\""),
      .last("ran \"print shipped\" in order.shipped"),
    ],
    hints: [
      "'relay EVENT' is a handler that emits EVENT with the same data and awaits it.",
      "Subscribe relay and print to order.paid, the other print to order.shipped.",
      "'explain' says why print shipped ran before print paid.",
    ],
    solution: [
      "subscribe order.paid relay order.shipped", "subscribe order.paid print paid",
      "subscribe order.shipped print shipped", "emit order.paid", "explain",
    ],
    outlook: """
      If the outer event has to be seen everywhere before the inner one, emit the inner one after
      the outer emission has returned, or put it into a queue.
      """
  )
}
