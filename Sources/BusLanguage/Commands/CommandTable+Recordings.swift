extension CommandTable {
  /// The commands for recordings of other programs.
  static let recordings = [
    CommandEntry(
      name: "open",
      group: .emissions,
      reach: .outside,
      operands: [.option("--follow"), .required("FILE", .file)],
      summary: "look at the recording of an application",
      discussion: """
        The file was written by an application with EventRecording, or by --format jsonl; - is
        standard input. Until 'close', trace, explain, diff, export and expect are about its last
        session, and the prompt has its name; the bus goes on beside it. The last 1000 emissions
        are shown, not counting those inside of others. A line that is no record is an error with
        its number; half a line that a killed program left is skipped. In a script, FILE is
        relative to the folder of that script. Ctrl-C gives up, and nothing is opened.
        With --follow the last ten emissions are printed, and then each one as it ends, as tail -F
        does: the file is looked at ten times a second, also if it is cut or another one takes its
        place. Of a pipe all are printed, up to its end. Ctrl-C goes back to the prompt, with the
        recording open as it is by then; in a script only a signal ends it.
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
      summary: "go back to the trace of this session",
      discussion: "The recording that 'open' has opened is put away.",
      examples: ["open /dev/null", "close"]
    ) { _ throws(Diagnostic) in
      .close
    },
    CommandEntry(
      name: "replay",
      group: .emissions,
      reach: .outside,
      operands: [.required("FILE", .file), .optional("N", .number), .option("--expect")],
      summary: "emit again what an application has emitted",
      discussion: """
        The emissions in the last session of a recording are emitted on this bus, with their data,
        one after another in the order in which they started; with N only that one. The last 1000
        are. What a handler emitted is left out, since handlers emit it again. Each is compared with
        the recorded one: 'diff recorded N' shows how emission #N of this session differs, with the
        recorded one on the left. One that had not ended where the recording ends is emitted too,
        but not compared. A handler that was cancelled runs to its end now, and so differs. Fields
        that were not recorded are replayed as [redacted]. With --expect the command fails if one
        differs.
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
