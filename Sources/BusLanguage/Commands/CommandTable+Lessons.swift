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
        A lesson has a short text and a task to do here, on a bus of its own in virtual time.
        'check' says whether the task is done, 'hint' helps, 'skip' goes to the next lesson, and
        'again' starts over. Your session waits: 'reset' leaves the lesson and brings back its
        subscriptions, traces and services. Lessons that you complete at a prompt are remembered.
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
      summary: "check the task of the lesson",
      discussion: """
        It looks at what happened on the bus, so a task may have several solutions. Other
        experiments do no harm. If the task is not done, it says what is missing. In a script the
        command then fails.
        """,
      examples: ["learn 1", "emit order.paid", "check"]
    ) { _ throws(Diagnostic) in .check },
    CommandEntry(
      name: "hint",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "show the next hint",
      discussion: "When no hint is left, it repeats the last one.",
      examples: ["learn 1", "hint"]
    ) { _ throws(Diagnostic) in .hint },
    CommandEntry(
      name: "skip",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "go on to the next lesson",
      discussion: "The skipped lesson does not count as done.",
      examples: ["learn 1", "skip"]
    ) { _ throws(Diagnostic) in .skip },
    CommandEntry(
      name: "again",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "start the lesson over",
      discussion: "The bus is new, and prepared as at the start of the lesson.",
      examples: ["learn 1", "again"]
    ) { _ throws(Diagnostic) in .again },
  ]
}
