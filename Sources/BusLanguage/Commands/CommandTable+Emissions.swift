import Events
import TerminalText

extension CommandTable {
  /// The commands that emit events, and those that look at emissions.
  static let emissions = [
    CommandEntry(
      name: "emit",
      group: .emissions,
      reach: .inside,
      operands: [.required("EVENT", .event), .optional("JSON-OBJECT", .payload), .optional("&")],
      summary: "emit an event and print the trace",
      discussion: """
        The payload is a plain JSON object, without quotes around it, and may continue over several
        lines. If it is left out, the handlers get an empty object. A handler that fails is part
        of the trace; the command itself succeeds. With & at the end the emission runs in the
        background: later commands run whenever one of its handlers suspends, as 'sleep' does. On a
        shell's command line, quote the payload for the shell.
        """,
      examplesWith: { [$0.first.emission, "emit nobody.listens", "\($0.second.emission) &"] }
    ) { operands throws(Diagnostic) in
      let event = try operands.event()
      let isPayloadLeftOut = !operands.hasMore || operands.isAt("&")
      let data = isPayloadLeftOut ? [:] : try operands.payload()
      return .emit(event, data, isInBackground: operands.option("&"))
    },
    step,
    CommandEntry(
      name: "predict",
      group: .emissions,
      reach: .inside,
      operands: [.required("HANDLER... : emit ...", .prediction)],
      summary: "predict what will run, then emit",
      discussion: """
        List the handlers in the order in which they will start, including those of nested
        emissions. The event is then emitted, and the list is compared with the handlers that ran.
        The command fails if they differ. A handler is named by its text or by its first word. If
        several handlers share that word, write the whole text. 'predict emit EVENT' asks
        for the list on a line of its own. An empty line predicts that nobody listens. Ctrl-C
        cancels the command: nothing is emitted.
        """,
      examples: [
        "subscribe c relay d", "subscribe c print last", "subscribe d count",
        "predict relay count print : emit c", "predict emit d", "count",
      ],
      records: [("prediction", "has mark, predicted, ran")]
    ) { operands throws(Diagnostic) in
      let names = try operands.prediction()
      let name = operands.next
      guard case .emit(let event, let data, let isInBackground) = try operands.command() else {
        throw Diagnostic(
          "expected 'emit' as the command to predict, found '\(name?.text.escaped ?? "")'",
          at: name?.position
        )
      }
      guard !isInBackground else {
        throw Diagnostic("expected an emission that is not in the background", at: name?.position)
      }
      return .predict(names, event, data)
    },
    CommandEntry(
      name: "trace",
      group: .emissions,
      reach: .inside,
      operands: [
        .optional("N", .emission),
        .optional("VIEW", .choice(TraceView.options)),
        .optional("FILTER...", .filter, after: TraceView.list),
      ],
      summary: "show a recorded emission, or list all",
      discussion: """
        Without N it shows the last emission that has ended. N may also be a nested emission. The
        VIEW --order lists everything that happened, numbered, and --timeline draws a bar for each
        duration. Both include the emissions that ran at the same time. --list lists the emissions,
        and each FILTER narrows the list to emissions:
          --event EVENT     of EVENT, or with one nested inside
          --failed          in which something failed, was cancelled or
                            was refused
          --since N         from #N on
          --since DURATION  that ended within DURATION, such as 30s or
                            5m, before the end of the last one
        The last 1000 emissions are kept, not counting nested ones.
        """,
      examplesWith: { events in
        [
          events.second.emission, "trace", "trace 1", "trace --list", "trace 1 --order",
          "trace --timeline", "trace --list --event \(events.second.name) --since 5m",
        ]
      },
      records: [
        (
          "trace",
          "has emission, event, data, handlers, added, removed, completed, failed, cancelled, "
            + "skipped"
        ),
        ("trace.listed", "has emission, event, completed, failed, cancelled, skipped"),
        ("order", "has number, record (a seq), emission, depth, text"),
        (
          "timeline",
          "has emission, depth, from, to; then event, or position, handler and outcome, or "
            + "refused, added or removed"
        ),
      ]
    ) { operands throws(Diagnostic) in
      try operands.trace()
    },
    CommandEntry(
      name: "explain",
      group: .emissions,
      reach: .inside,
      operands: [.optional("N", .emission)],
      summary: "explain why handlers ran in this order",
      discussion: """
        Each sentence states a fact and names the rule of the bus behind it; 'help RULE' explains
        the rule. Without N it explains the last emission that has ended.
        """,
      examplesWith: { [$0.first.emission, "explain"] },
      records: [("explanation", "has text, rule")]
    ) { operands throws(Diagnostic) in
      .explain(emission: operands.hasMore ? try operands.emissionNumber("N") : nil)
    },
    CommandEntry(
      name: "diff",
      group: .emissions,
      reach: .inside,
      operands: [
        .required("N|recorded", .emissionOr(EmissionNumber.recorded)), .required("M", .emission),
      ],
      summary: "compare two recorded emissions",
      discussion: """
        Each row has a mark: = for the same in both, ! for a different result, < for only in the
        first, > for only in the second. If two columns do not fit, the second side of a difference
        stands below the first. Durations are not compared. After a 'replay', 'diff recorded M'
        compares the recorded emission, on the left, with emission #M of the replay.
        """,
      examples: ["subscribe mail.due flaky 1", "emit mail.due", "emit mail.due", "diff 1 2"],
      records: [("difference", "a row of diff: has mark, left, right")]
    ) { operands throws(Diagnostic) in
      if operands.option(EmissionNumber.recorded) {
        return .diffRecorded(try operands.emissionNumber("M"))
      }
      return .diff(try operands.emissionNumber("N|recorded"), try operands.emissionNumber("M"))
    },
    CommandEntry(
      name: "export",
      group: .emissions,
      reach: .outside,
      operands: [
        .required("FORMAT", .choice(ExportFormat.allCases.map(\.rawValue))),
        .required("FILE", .file), .optional("N", .emission),
        .optional("OPTION...", .choice(Export.Option.allCases.map(\.rawValue))),
      ],
      summary: "write an emission for other programs",
      discussion: """
        The FORMAT svg is a picture for browsers, documents and print: a sequence diagram, or a
        timeline with --timeline. html is a page that works without a network, with the tree, the
        sequence and the timeline; a slider and the arrow keys go through the records one by one.
        mermaid is a sequence diagram, which GitHub and mermaid.live draw; chrome is a trace for
        ui.perfetto.dev, in which everything takes at least a nanosecond; jsonl has the records.
        Without N the last emission that has ended is written, with its whole tree. Emissions that
        ran at the same time are included. Pictures and pages say so if they have no room for
        everything; 'set timing off' leaves times out of them. A file is written whole or not at
        all. A file that exists is replaced only with --force. A pipe, a device or a link is written
        to in place. - is standard output.
        """,
      examplesWith: {
        [
          $0.second.emission, "export svg - --timeline", "export html -", "export mermaid -",
          "export chrome - 1",
        ]
      },
      records: [("export", "the text that 'export FORMAT -' prints: has format, text")]
    ) { operands throws(Diagnostic) in
      .export(try operands.export())
    },
    expect,
  ]
}
