extension HandlerTable {
  /// The handlers that run programs.
  static let programs = [
    HandlerEntry(
      name: "exec",
      reach: .outside,
      operands: [.required("PROGRAM", .file), .optional("ARG...")],
      summary: "run PROGRAM, with the event on its stdin",
      discussion: """
        Its standard input is the event, as one line of JSON in the form of CloudEvents 1.0. The
        environment variable BUSCTL_EVENT has the event's name. No shell is involved; 'exec sh -c
        "..."' runs one. If the exit status is 0, the handler completes, and the first line of the
        output is its note. Otherwise it fails with the last line of standard error. The program has
        no terminal. If it takes longer than exec-timeout, or is cancelled, it and its children are
        ended by SIGTERM, and a second later by SIGKILL. In virtual time exec cannot be subscribed,
        because a program takes real time.
        """,
      examples: ["subscribe parcel.sent exec cat", "emit parcel.sent {\"parcel\": 3}"]
    ) { operands throws(Diagnostic) in
      .exec(program: try operands.word("PROGRAM").text, arguments: operands.texts())
    }
  ]
}
