extension CommandTable {
  /// The commands for the lessons.
  static let lessons = [
    CommandEntry(
      name: "learn",
      group: .lessons,
      reach: .inside,
      operands: [.optional("N|ID|FILE", .lesson), .option("--list")],
      summary: "continue the lessons, or start one",
      discussion: """
        A lesson has a short text, perhaps a question, and a task to do here, on a bus of its own in
        virtual time. Without an operand 'learn' continues the current lesson, or starts the first
        one that is not done. N and ID start a lesson of the list that --list shows. FILE is a file
        of lessons, as 'help lessons' describes: its first lesson that is not done starts, and N, ID
        and --list then refer to this file. --safe refuses a FILE. Your session waits: 'reset'
        leaves the lesson, and brings back the subscriptions, traces and services of the session.
        Lessons that you complete at a prompt are remembered by their ids.
        """,
      examples: ["learn", "learn --list", "learn 1", "learn order"],
      records: [("lesson", "has number, id, title, done")]
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
        The lesson does not start over. After an answer to its question the bus is prepared again.
        """,
      examples: ["learn 1", "task"]
    ) { _ throws(Diagnostic) in .task },
    CommandEntry(
      name: "answer",
      group: .lessons,
      reach: .inside,
      operands: [.required("ANSWER...", .answer)],
      summary: "answer the question of the lesson",
      discussion: """
        The commands of the question run. Their result is shown beside the answer: the handlers that
        started, including nested ones, their number, or what a service holds. A handler is named by
        its text or by its first word. 'answer nobody' means that no handler starts. A wrong answer
        is not an error, and 'explain' shows the reasons. An unknown handler is an error, and then
        nothing runs. The next command that changes something prepares the bus again for the task, and then
        the question is over.
        """,
      examples: ["learn order", "answer count track print thanks", "explain", "task"]
    ) { operands throws(Diagnostic) in
      .answer([try operands.word("ANSWER").text] + operands.texts())
    },
    CommandEntry(
      name: "check",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "check the task of the lesson",
      discussion: """
        It looks at what happened on the bus, so a task may have several solutions. Other
        experiments do no harm. The goals are also checked after each command, and a message says
        when the task is done. If it is not done, 'check' says what is missing. In a script the
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
      name: "solution",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "show a solution of the task",
      discussion: "When the task is done, your commands stand beside it.",
      examples: ["learn 1", "solution"],
      records: [("solution", "has solution, and yours if the task is done")]
    ) { _ throws(Diagnostic) in .solution },
    CommandEntry(
      name: "next",
      group: .lessons,
      reach: .inside,
      operands: [],
      summary: "start the next lesson if this one is done",
      discussion: "'skip' starts the next lesson in any case.",
      examples: ["learn 1", "emit order.paid", "next"]
    ) { _ throws(Diagnostic) in .next },
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
