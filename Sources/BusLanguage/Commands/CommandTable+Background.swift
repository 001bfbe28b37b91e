extension CommandTable {
  /// The commands for emissions in the background.
  static let background = [
    CommandEntry(
      name: "jobs",
      group: .emissions,
      reach: .inside,
      operands: [],
      summary: "list the emissions in the background",
      discussion: """
        Each has a number, which the prompt says when it starts, the number of its emission in the
        trace, the event and the data. The numbers are counted up until 'reset'.
        """,
      examples: ["subscribe mail.sent sleep 1ms", "emit mail.sent &", "jobs", "wait 1"],
      records: [("job", "an emission in the background: has number, emission, event, data")]
    ) { _ throws(Diagnostic) in
      .jobs
    },
    CommandEntry(
      name: "wait",
      group: .emissions,
      reach: .inside,
      operands: [.optional("N", .job)],
      summary: "wait for the emissions in the background",
      discussion: """
        With N it is only the one to which 'jobs' gives this number; one that has ended is no error.
        At the end of a script, and when Ctrl-D ends a session, this is done without asking; 'quit'
        cancels them instead.
        """,
      examples: ["subscribe report.due sleep 1ms", "emit report.due &", "wait"]
    ) { operands throws(Diagnostic) in
      .wait(try operands.job())
    },
    CommandEntry(
      name: "cancel",
      group: .emissions,
      reach: .inside,
      operands: [.optional("N", .job)],
      summary: "cancel the emissions in the background",
      discussion: """
        With N it is only the one to which 'jobs' gives this number.
        Handlers that wait are cancelled; those after them still run, and then 'cancel' has ended.
        """,
      examples: ["subscribe backup.due sleep 10s", "emit backup.due &", "cancel"]
    ) { operands throws(Diagnostic) in
      .cancel(try operands.job())
    },
  ]
}
