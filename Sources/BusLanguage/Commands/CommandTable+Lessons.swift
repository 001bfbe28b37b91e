extension CommandTable {
  /// The commands for the lessons.
  static let lessons = [
    CommandEntry(
      name: "learn",
      group: .lessons,
      reach: .inside,
      operands: [.optional("N", .lesson)],
      summary: "list the lessons, or start one",
      discussion: """
        A lesson has a few sentences and a task to do here, on a bus of its own and in virtual time.
        'check' says whether it is done, 'hint' helps, 'skip' goes on to the next one, 'again' starts
        over. The session waits meanwhile: 'reset' leaves the lessons and gives it back with its
        subscriptions, traces and services. What is done at a prompt is remembered.
        """,
      examples: ["learn", "learn 1"],
      records: [("lesson", "has number, title, done")]
    ) { operands throws(Diagnostic) in
      operands.hasMore ? .learn(lesson: try operands.word("N")) : .lessons
    },
    CommandEntry(
      name: "check",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "see whether the task of the lesson is done",
      discussion: """
        The records of the session are looked at, so there may be several ways, and what else is
        tried does no harm. If the task is not done it says what is missing, and in a script the
        command has failed.
        """,
      examples: ["learn 1", "emit order.paid", "check"]
    ) { _ throws(Diagnostic) in .check },
    CommandEntry(
      name: "hint",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "get a hint; the next time another",
      discussion: "After the last hint it is the last one again.",
      examples: ["learn 1", "hint"]
    ) { _ throws(Diagnostic) in .hint },
    CommandEntry(
      name: "skip",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "go on to the next lesson",
      discussion: "The one that is left out stays undone.",
      examples: ["learn 1", "skip"]
    ) { _ throws(Diagnostic) in .skip },
    CommandEntry(
      name: "again",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "start the lesson over",
      discussion: "With a new bus, prepared as at the start.",
      examples: ["learn 1", "again"]
    ) { _ throws(Diagnostic) in .again },
  ]
}
