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
        Each emission is listed with the number of the job, its number in the trace, its event and
        its data. A prompt prints the number of the job when the emission starts. These numbers
        start again at 'reset'.
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
        With N it waits for the emission that 'jobs' lists under this number, which may have ended.
        The end of a script and Ctrl-D at a prompt wait for all of them. 'quit' cancels the
        emissions instead.
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
        With N it cancels the emission that 'jobs' lists under this number. Handlers that wait are
        cancelled. Later handlers still run. The command returns when the emissions have ended.
        """,
      examples: ["subscribe backup.due sleep 10s", "emit backup.due &", "cancel"]
    ) { operands throws(Diagnostic) in
      .cancel(try operands.job())
    },
  ]
}
