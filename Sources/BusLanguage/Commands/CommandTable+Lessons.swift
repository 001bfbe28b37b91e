extension CommandTable {
  /// The commands for the lessons.
  static let lessons = [
    CommandEntry(
      name: "learn",
      group: .lessons,
      reach: .inside,
      operands: [.optional("N|ID|FILE", .lesson), .option("--list")],
      summary: "go on with the lessons, or start one",
      discussion: """
        A lesson has a few sentences, perhaps a question, and a task to do here, on a bus of its own and
        in virtual time. Without an operand it goes on where it was left: with the lesson that is under
        way, or with the first that is not done. N and ID start a lesson of the list that --list shows.
        FILE has lessons of somebody else, as 'help lessons' describes them; its first lesson that is
        not done starts, and from then on N, ID and --list mean that file. --safe refuses a FILE.
        The session waits meanwhile: 'reset' leaves the lessons and gives it back with its
        subscriptions, traces and services. What is done at a prompt is remembered, by the ids.
        """,
      examples: ["learn", "learn --list", "learn 1", "learn order"],
      records: [
        ("lesson", "has number, id, title, done"),
        ("notice", "what a lesson or a pause says: has text"),
      ]
    ) { operands throws(Diagnostic) in
      if operands.option("--list") { return .lessons }
      return operands.hasMore ? .learn(lesson: try operands.word("N|ID|FILE")) : .learnOn
    },
    CommandEntry(
      name: "task",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "show the task of the lesson again",
      discussion: """
        Nothing starts over, but after the answer to a question the bus is prepared anew for the task.
        """,
      examples: ["learn 1", "task"]
    ) { _ throws(Diagnostic) in .task },
    CommandEntry(
      name: "answer",
      group: .lessons,
      reach: .inside,
      operands: [.required("WORD...")],
      summary: "answer the question of the lesson",
      discussion: """
        The commands that the question is about run, and what they did is shown beside the answer: the
        handlers that started, nested ones too, their number, or what a service holds. A handler is
        named by its text or by the first word of it; 'answer nobody' says that none runs. A wrong
        answer costs nothing, and 'explain' says why it was so. With the next command that changes
        something the bus is prepared anew for the task.
        """,
      examples: ["learn order", "answer \"print b\" \"print a\"", "explain", "task"]
    ) { operands throws(Diagnostic) in
      .answer([try operands.word("WORD").text] + operands.texts())
    },
    CommandEntry(
      name: "check",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "see whether the task of the lesson is done",
      discussion: """
        After each command of a lesson this is done without asking, and a task that is done is said to
        be. The records of the session are looked at, so there may be several ways, and what else is
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
      name: "solution",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "show a solution of the task",
      discussion: "Once the task is done it stands beside the commands that were typed.",
      examples: ["learn 1", "solution"],
      records: [("solution", "has solution, and yours if the task is done")]
    ) { _ throws(Diagnostic) in .solution },
    CommandEntry(
      name: "next",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "start the next lesson, once this one is done",
      discussion: "'skip' does it in any case.",
      examples: ["learn 1", "emit order.paid", "next"]
    ) { _ throws(Diagnostic) in .next },
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
