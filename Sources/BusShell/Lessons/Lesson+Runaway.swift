extension Lesson {
  static let runaway = Lesson(
    title: "the runaway chain",
    text: """
      Two events whose handlers emit each other would go on for ever. The bus refuses an emission that
      would be inside of too many others, and says which chain of events led there.
      """,
    task: "Let ping and pong relay each other, and emit ping.",
    goals: [
      LessonGoal(
        .emission("ping", []),
        missing: "ping has not been emitted"
      ),
      LessonGoal(
        .emission("ping", ["refused", "ran \"relay ping\" in pong"]),
        missing: "no emission of ping has led to pong and back until the bus refused one"
      ),
    ],
    hints: [
      "A relay for each: ping has to lead to pong, and pong to ping.",
      "Type: subscribe ping relay pong, then: subscribe pong relay ping, then: emit ping",
    ],
    solution: ["subscribe ping relay pong", "subscribe pong relay ping", "emit ping"],
    outlook: """
      Between systems nobody sees the depth: there, an event carries what caused it, and somebody has
      to watch for circles.
      """
  )
}
