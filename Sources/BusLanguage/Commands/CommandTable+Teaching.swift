extension CommandTable {
  /// The commands for those who write lessons, and who have a class.
  static let teaching = [
    CommandEntry(
      name: "lesson",
      group: .lessons,
      reach: .outside,
      operands: [.required("FILE|ID", .lesson)],
      summary: "check a file of lessons",
      discussion: """
        Each lesson is tried: its solution must meet the goals, and an empty script must not. Its
        question runs, too. No line may be wider than 80 columns, no text longer than twelve lines,
        and each lesson needs an id of its own. Each error is shown with its line. 'help lessons'
        describes the file. ID checks a built-in lesson.
        """,
      examples: ["lesson order"],
      records: [("checked", "has number, id, title, question, hints")]
    ) { operands throws(Diagnostic) in
      .lesson(path: try operands.word("FILE|ID"))
    },
    CommandEntry(
      name: "grade",
      group: .lessons,
      reach: .outside,
      operands: [
        .required("FILE", .lesson), .required("SCRIPT...", .file),
        .option("--format", value: "csv"),
      ],
      summary: "grade the scripts of students",
      discussion: """
        FILE has the lessons, or is the id of a built-in one. Each SCRIPT is the work of a student.
        It runs in sessions of its own, as with --safe: it cannot read, write or run anything, and
        'quit' ends only the script. The commands after 'learn N' or 'learn ID' belong to that
        lesson. A script without 'learn' is tried with each lesson. A row for each student and
        lesson says whether it is done, how many commands it took, and which goal was missed first.
        '--format csv' writes the rows for a spreadsheet. This option may stand anywhere after
        'grade', but not before it. The other formats are text and jsonl.
        A script that makes more than 10000 records or runs for more than five seconds is stopped,
        and one larger than 32 KB is not run. The command fails unless every student did every
        lesson.
        """,
      examples: ["grade nobody /dev/null", "grade nobody /dev/null --format csv"],
      records: [("grade", "has student, lesson, done, commands, missed")]
    ) { operands throws(Diagnostic) in
      .grade(try operands.grading())
    },
  ]
}
