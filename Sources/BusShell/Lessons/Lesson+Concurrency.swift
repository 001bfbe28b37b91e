extension Lesson {
  static let concurrency = Lesson(
    title: "concurrent emissions interleave",
    text: """
      Emissions of different tasks take turns where a handler suspends, as 'sleep' does. Inside each
      of them the order holds; between them there is none. With & an emission runs in the background.
      In virtual time it goes on there only while something waits, such as the command 'wait'.
      """,
    task: "Let two emissions, of slow and of quick, run at the same time, and wait for both.",
    preparation: [
      "subscribe slow sleep 2s", "subscribe slow print slow", "subscribe quick sleep 1s",
      "subscribe quick print quick",
    ],
    goals: [
      LessonGoal(
        .emission("slow", ["completed \"sleep 2s\" \"print slow\""]),
        missing: "no emission of slow has run to its end"
      ),
      LessonGoal(
        .emission("quick", ["completed \"sleep 1s\" \"print quick\""]),
        missing: "no emission of quick has run to its end"
      ),
      LessonGoal(
        .overlap("slow", "quick"),
        missing: "no emission of slow has run at the same time as one of quick"
      ),
    ],
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
