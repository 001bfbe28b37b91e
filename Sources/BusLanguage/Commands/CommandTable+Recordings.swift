extension CommandTable {
  /// The commands for recordings of other programs.
  static let recordings = [
    CommandEntry(
      name: "open",
      group: .emissions,
      reach: .outside,
      operands: [.option("--follow"), .required("FILE", .file)],
      summary: "open the recording of an application",
      discussion: """
        The FILE was written by an application with EventRecording, or by --format jsonl. - is
        standard input. Until 'close', the commands trace, explain, diff, export and expect use its
        last session, and the prompt shows its name. Other commands still use the bus. The last 1000
        emissions are kept, not counting nested ones. A line that is not a record is an error with
        the line's number. An unfinished last line, as a killed program leaves it, is skipped. In a
        script, FILE is relative to the directory of that script. Ctrl-C stops without opening it.
        --follow prints the last ten emissions, and then each further one when it ends, as tail -F
        does. The file is read ten times a second, even after it was cut or replaced. From a pipe
        all emissions are printed, up to its end. Ctrl-C returns to the prompt, with the recording
        open as far as it was read. In a script only a signal ends it.
        """,
      examples: ["open /dev/null", "trace --list", "close"],
      records: [("recording", "has file, sessions, emissions, shown, unfinished, lost")]
    ) { operands throws(Diagnostic) in
      let isFirst = operands.option("--follow")
      let path = try operands.file()
      let isLast = operands.option("--follow")
      return .open(path: path, follows: isFirst || isLast)
    },
    CommandEntry(
      name: "close",
      group: .emissions,
      reach: .inside,
      operands: [],
      summary: "return to the trace of this session",
      discussion: "It closes the recording that 'open' opened.",
      examples: ["open /dev/null", "close"]
    ) { _ throws(Diagnostic) in
      .close
    },
    CommandEntry(
      name: "replay",
      group: .emissions,
      reach: .outside,
      operands: [.required("FILE", .file), .optional("N", .number), .option("--expect")],
      summary: "emit the events of a recording again",
      discussion: """
        The last session of the recording is emitted on this bus: its last 1000 emissions, with
        their data, one after another, in the order in which they started. With N, only emission #N
        is emitted. Nested emissions are left out, because the handlers emit them again. Each
        emission is compared with its recording; 'diff recorded N' shows how emission #N of this
        session differs. An emission that had not ended at the end of the recording is emitted, but
        not compared. A handler that was cancelled in the recording runs to its end now, so it
        differs. Fields that were not recorded are replayed as [redacted]. With --expect the command
        fails if an emission differs.
        """,
      examples: ["replay /dev/null", "replay /dev/null --expect"],
      records: [("replayed", "has emission, recorded, event, same")]
    ) { operands throws(Diagnostic) in
      .replay(try operands.replaying())
    },
  ]
}

extension Operands {
  /// Takes a recording, the number of an emission in it, and an option anywhere among them.
  fileprivate mutating func replaying() throws(Diagnostic) -> Replaying {
    var expects = option("--expect")
    var replaying = Replaying(path: try file())
    if option("--expect") { expects = true }
    if hasMore, !isAtOption { replaying.emission = try emissionNumber("N") }
    if option("--expect") { expects = true }
    replaying.expects = expects
    return replaying
  }
}
