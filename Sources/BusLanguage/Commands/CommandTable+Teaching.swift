extension CommandTable {
  /// The commands for those who write lessons, and who have a class.
  static let teaching = [
    CommandEntry(
      name: "lesson",
      group: .lessons,
      reach: .outside,
      operands: [.required("FILE", .file)],
      summary: "check a file of lessons",
      discussion: """
        Each lesson is tried: its solution has to meet the goals, and doing nothing must not; its
        question is run. No line may be over 80 columns, no text over twelve lines, and each lesson
        has an id of its own. Errors are shown at their line. 'help lessons' describes the file.
        """,
      examples: [],
      records: [("checked", "has number, id, title, question, hints")]
    ) { operands throws(Diagnostic) in
      .lesson(path: try operands.file())
    },
    CommandEntry(
      name: "grade",
      group: .lessons,
      reach: .outside,
      operands: [
        .required("LESSONS", .file), .required("FILE...", .file),
        .optional("--format text|jsonl|csv", .itself),
      ],
      summary: "see which lessons the scripts of students solve",
      discussion: """
        LESSONS is a file of lessons, or the id of one that is built in. Each FILE is the script of a
        student, and runs in sessions of its own, as with --safe: it can read, write and run nothing,
        and ends for itself with 'quit'. The commands after 'learn N' or 'learn ID' belong to that
        lesson. A script without 'learn' is tried with each lesson. For each student and lesson there
        is a row: if it is done, the number of commands, and the first goal that was missed. A script
        that makes too much happen, takes longer than a second or is larger than 32 KB is ended there.
        The command fails unless all lessons are done by all.
        """,
      examples: [],
      records: [("grade", "has student, lesson, done, commands, missed")]
    ) { operands throws(Diagnostic) in
      .grade(try operands.grading())
    },
  ]
}
