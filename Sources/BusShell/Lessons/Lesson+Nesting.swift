extension Lesson {
  static let nesting = Lesson(
    title: "nested emissions",
    text: """
      A handler may emit, too, and then that emission is finished before the handler goes on. So a
      handler further down sees the inner event first, though the outer one was emitted first.
      """,
    task: """
      Let 'relay order.shipped' run for order.paid before 'print paid' does, and let
      'print shipped' listen to order.shipped. Emit order.paid, and see with 'trace --order' which
      of the two prints runs first.
      """,
    goals: [
      LessonGoal(
        .emission("order.paid", ["ran \"relay order.shipped\" \"print paid\""]),
        missing: "no emission of order.paid has run 'relay order.shipped' and then 'print paid'"
      ),
      LessonGoal(
        .emission(
          "order.paid",
          [
            "ran \"relay order.shipped\" \"print paid\"",
            "ran \"print shipped\" in order.shipped",
          ]
        ),
        missing: "'print shipped' has not run for the order.shipped inside of order.paid"
      ),
    ],
    hints: [
      "'relay EVENT' is a handler that emits EVENT with the same data and awaits it.",
      "Subscribe relay and print to order.paid, the other print to order.shipped.",
      "'explain' says why print shipped ran before print paid.",
    ],
    solution: [
      "subscribe order.paid relay order.shipped", "subscribe order.paid print paid",
      "subscribe order.shipped print shipped", "emit order.paid",
      "trace --order", "explain",
    ],
    outlook: """
      If the outer event has to be seen everywhere before the inner one, emit the inner one after
      the outer emission has returned, or put it into a queue.
      """
  )
}
