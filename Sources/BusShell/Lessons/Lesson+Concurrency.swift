extension Lesson {
  static let concurrency = Lesson(
    title: "concurrent emissions interleave",
    text: """
      Emissions of different tasks take turns where a handler suspends, as 'sleep' does. Inside each
      of them the order holds; between them there is none. With & an emission runs in the background.
      """,
    task: "Let two emissions, of slow and of quick, run at the same time, and wait for both.",
    preparation: [
      "subscribe slow sleep 2s", "subscribe slow print slow", "subscribe quick sleep 1s",
      "subscribe quick print quick",
    ],
    goals: [.some("ran \"print slow\""), .some("ran \"print quick\""), .overlap],
    hints: [
      "'emit slow &' goes on at once. What comes next runs beside it.",
      "Type: emit slow & then: emit quick & then: wait. 'trace --order' shows the turns.",
    ],
    solution: ["emit slow &", "emit quick &", "wait", "trace --order"],
    outlook: """
      Handlers that must not run at the same time for the same order want a lock or an actor for it,
      or a queue that is split by key.
      """
  )
}
