extension HandlerTable {
  /// The handlers that run programs.
  static let programs = [
    HandlerEntry(
      name: "exec",
      reach: .outside,
      operands: [.required("PROGRAM", .file), .optional("ARG...")],
      summary: "run PROGRAM, with the event on its stdin",
      discussion: """
        Its standard input is the event as a line of JSON, in the form of CloudEvents 1.0, and
        BUSCTL_EVENT in its environment is the event's name. There is no shell in between:
        'exec sh -c "..."' runs one. If its exit status is 0 it has completed, and the first line of
        its output is the note; otherwise it has failed with the last line of its errors. It has no
        terminal. When it takes longer than exec-timeout, or is cancelled, it is ended with its
        children: by SIGTERM, and a second later by SIGKILL. In virtual time it cannot be subscribed,
        because it takes real time.
        """,
      examples: ["subscribe parcel.sent exec cat", "emit parcel.sent {\"parcel\": 3}"]
    ) { operands throws(Diagnostic) in
      .exec(program: try operands.word("PROGRAM").text, arguments: operands.texts())
    }
  ]
}
