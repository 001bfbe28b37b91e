extension Lesson {
  static let order = Lesson(
    title: "subscribing, and order",
    text: """
      A handler is subscribed to an event. When the event is emitted its handlers run one after
      another, in the order of their subscription. Here 'print TEXT' is a handler that shows TEXT.
      """,
    task: "Subscribe 'print first' and then 'print second' to order.paid, and emit it.",
    goals: [
      LessonGoal(
        .emission("order.paid", []),
        missing: "order.paid has not been emitted"
      ),
      LessonGoal(
        .emission("order.paid", ["ran \"print first\" \"print second\""]),
        missing: "no emission of order.paid has run 'print first' and then 'print second'"
      ),
    ],
    hints: [
      "'subscribe EVENT HANDLER' subscribes, and 'handlers' shows what is subscribed.",
      "If the order is wrong, 'again' starts over.",
    ],
    solution: [
      "subscribe order.paid print first", "subscribe order.paid print second", "emit order.paid",
    ],
    outlook: """
      Rely on the order within one process only: subscribers of a broker get a message in no order
      that is promised between them.
      """
  )
}
