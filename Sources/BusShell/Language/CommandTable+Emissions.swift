extension CommandTable {
  /// Commands that emit, and that look at what was emitted.
  static let emissions = [
    CommandEntry(
      name: "emit",
      group: .emissions,
      operands: [.required("EVENT", .event), .optional("JSON-OBJECT", .payload), .option("&")],
      summary: "emit an event and print the trace",
      discussion: """
        The payload is a JSON object as it is, without quotes around it; it may go on over several
        lines. Without a payload the handlers get an empty object. A handler that fails is part
        of the trace, not an error of the command. With & at the end the emission runs in the
        background: the commands that follow take turns with it where a handler suspends, as 'sleep'
        does. In the arguments of a shell, quote the payload for the shell.
        """,
      examples: [
        "emit invite.accepted {\"user_id\": 7, \"group_id\": 42}",
        "emit nobody.listens",
        "emit user.created {\"user_id\": 1} &",
      ]
    ) { operands throws(Diagnostic) in
      let event = try operands.event()
      let isPayloadLeftOut = !operands.hasMore || operands.isAt("&")
      let data = isPayloadLeftOut ? [:] : try operands.payload()
      return .emit(event, data, isBeside: operands.option("&"))
    },
    CommandEntry(
      name: "wait",
      group: .emissions,
      operands: [],
      summary: "wait for the emissions in the background",
      discussion: """
        At the end of a script, and when Ctrl-D ends a session, this is done without asking; 'quit'
        cancels them instead.
        """,
      examples: ["subscribe e sleep 1ms", "emit e &", "wait"]
    ) { _ throws(Diagnostic) in
      .wait
    },
    CommandEntry(
      name: "trace",
      group: .emissions,
      operands: [.optional("N", .emission), .option("--list")],
      summary: "show a recorded emission, or list them",
      discussion: """
        Without N it is the last emission that has ended. N may be one that was nested in another.
        The last 1000 emissions are recorded, not counting those inside of others.
        """,
      examples: ["emit user.created {\"user_id\": 1}", "trace", "trace 1", "trace --list"]
    ) { operands throws(Diagnostic) in
      if operands.option("--list") { return .traceList }
      guard operands.hasMore else { return .trace(emission: nil) }
      let number = try operands.value("N", such: "as the number of an emission") { Int($0) }
      return .trace(emission: number)
    },
    CommandEntry(
      name: "expect",
      group: .emissions,
      operands: [
        .required("CONDITION", .choice(Expectation.keywords)), .optional("ARG...", .expectation),
      ],
      summary: "check the last emission",
      discussion: """
        The command fails unless the last emission that has ended is as expected:
          ran HANDLER...        these ran in this order, perhaps among others
          completed HANDLER...  these completed, perhaps with others; so for failed, cancelled
          completed N           so many completed; so for failed, cancelled
          count N               so many ran
          nobody                nobody listened
          refused               an emission inside of it was refused
        A handler is named by its text or by the first word of it. With 'in EVENT' it is a nested
        emission of that event that is checked.
        """,
      examples: [
        "emit invite.accepted {\"user_id\": 7, \"group_id\": 42}",
        "expect ran notify join-group",
        "expect failed webhook",
        "expect completed 3",
        "expect ran announce in group.updated",
      ]
    ) { operands throws(Diagnostic) in
      .expect(try operands.expectation())
    },
  ]
}
