extension CommandTable {
  /// The commands for recordings of other programs.
  static let recordings = [
    CommandEntry(
      name: "open",
      group: .emissions,
      reach: .outside,
      operands: [.required("FILE", .file)],
      summary: "look at the recording of an application",
      discussion: """
        The file was written by an application with EventRecording, or by --format jsonl; - is
        standard input. Until 'close', trace, explain, diff, export and expect are about its last
        session, and the prompt has its name; the bus goes on beside it. The last 1000 emissions
        are shown, not counting those inside of others. A line that is no record is an error with
        its number; half a line that a killed program left is skipped. In a script, FILE is
        relative to the folder of that script.
        """,
      examples: ["open /dev/null", "trace --list", "close"],
      records: [("recording", "has file, sessions, emissions, shown, unfinished, lost")]
    ) { operands throws(Diagnostic) in
      .open(path: try operands.word("FILE"))
    },
    CommandEntry(
      name: "close",
      group: .emissions,
      reach: .inside,
      operands: [],
      summary: "go back to the trace of this session",
      discussion: "The recording that 'open' has opened is put away.",
      examples: ["open /dev/null", "close"]
    ) { _ throws(Diagnostic) in
      .close
    },
  ]
}
