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
      return .emit(event, data, isInBackground: operands.option("&"))
    },
    CommandEntry(
      name: "wait",
      group: .emissions,
      reach: .inside,
      operands: [],
      summary: "wait for the emissions in the background",
      discussion: """
        At the end of a script, and when Ctrl-D ends a session, this is done without asking; 'quit'
        cancels them instead.
        """,
      examples: ["subscribe report.due sleep 1ms", "emit report.due &", "wait"]
    ) { _ throws(Diagnostic) in
      .wait
    },
    CommandEntry(
      name: "cancel",
      group: .emissions,
      reach: .inside,
      operands: [],
      summary: "cancel the emissions in the background",
      discussion: """
        Handlers that wait are cancelled; those after them still run, and then 'cancel' has ended.
        """,
      examples: ["subscribe backup.due sleep 10s", "emit backup.due &", "cancel"]
    ) { _ throws(Diagnostic) in
      .cancel
    },
    CommandEntry(
      name: "step",
      group: .emissions,
      reach: .inside,
      operands: [.required("on|off", .choice(["on", "off"]))],
      summary: "pause before each handler",
      discussion: """
        At a pause the next line says what becomes of the handler:
        \(StepTable.help)
        Ctrl-C or Ctrl-D cancels it and those after it. What handlers did is shown at the next
        pause. Commands that only show something can be used there, too, such as handlers, state
        or trace, which shows the emission so far; 'help' shows this page. Emissions in the
        background do not pause.
        """,
      examples: ["step on", "emit user.created {\"user_id\": 1}", "fail out of paper", "step off"]
    ) { operands throws(Diagnostic) in
      .step(try operands.choice("on|off", among: ["on", "off"], \.self) == "on")
    },
    CommandEntry(
      name: "predict",
      group: .emissions,
      reach: .inside,
      operands: [.required("HANDLER... : emit ...", .prediction)],
      summary: "say first what will run",
      discussion: """
        The names of the handlers, in the order in which they will start, those of nested emissions
        too; then the emission is run and compared with them. The command fails unless all is as
        predicted. A handler is named by its text or by the first word of it, unless several that
        start have that word. 'predict emit EVENT' asks for the names in a line of their own, which
        is empty if nobody listens, and which Ctrl-C leaves without an emission.
        """,
      examples: [
        "subscribe c relay d", "subscribe c print last", "subscribe d count",
        "predict relay count print : emit c",
        "predict emit user.created {\"user_id\": 1}",
        "announce",
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
      summary: "show a recorded emission, or list them",
      discussion: """
        Without N it is the last emission that has ended. N may be one that was nested in another.
        The VIEW --order lists everything that happened, numbered, and --timeline has bars for how
        long it took; both also show the emissions that ran at the same time. With --list the
        emissions are listed, and each FILTER narrows the list:
          --event EVENT     those that are of the event or have one inside
          --failed          those with something failed, cancelled or
                            refused, inside of others included
          --since N         from emission #N on
          --since DURATION  those that ended in the last 30s, 5m and so
                            on, up to the end of the last one
        The last 1000 emissions are recorded, not counting those inside of others.
        """,
      examples: [
        "emit user.created {\"user_id\": 1}", "trace", "trace 1", "trace --list",
        "trace 1 --order", "trace --timeline", "trace --list --event user.created --since 5m",
      ],
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
          "has emission, depth, from, to, and the event, or position, handler, outcome, or what "
            + "was refused, added or removed"
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
      summary: "say why it happened in this order",
      discussion: """
        A sentence for each fact, with the rule of the bus that it follows from; 'help RULE' says
        more about one. Without N it is the last emission that has ended.
        """,
      examples: ["emit invite.accepted {\"user_id\": 7, \"group_id\": 42}", "explain"],
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
        Row by row: = is the same, ! is what both have and what went differently, < and > are what only
        one of the two has. Where there is no room for both sides, the second of what differs stands
        below the first. How long something took is not compared. After a 'replay', 'diff recorded M'
        compares what was recorded, on the left, with emission #M of the replay.
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
        .optional("VIEW", .choice([Operands.timelineOption]), after: ExportFormat.svg.rawValue),
      ],
      summary: "write an emission for other programs",
      discussion: """
        As svg it is a picture for a browser, a document or print: a sequence diagram, or with
        --timeline bars for how long it took. As html it is a page that works without a network: the
        tree, the sequence and the timeline, and a slider or the arrow keys go through the records
        one by one. As mermaid it is a sequence diagram, which GitHub and mermaid.live draw; as
        chrome a trace for ui.perfetto.dev, where each thing that happens takes at least a
        nanosecond; as jsonl the records. Without N it is the last emission that has ended, with its
        whole tree and the emissions that ran at the same time. Where a picture or page has no room
        for more, it says so; after 'set timing off' it has no times. The file is written whole or
        not at all; what is no file, such as a pipe or a link, is written to; - is the output.
        """,
      examples: [
        "emit user.created {\"user_id\": 1}", "export svg - --timeline", "export html -",
        "export mermaid -", "export chrome - 1",
      ],
      records: [("export", "what would be in the file: has format, text")]
    ) { operands throws(Diagnostic) in
      .export(try operands.export())
    },
    CommandEntry(
      name: "expect",
      group: .emissions,
      reach: .inside,
      operands: [
        .required("CHECK", .choice(Expectation.keywords)), .optional("ARG..."),
        .optional("in EVENT|N", .expectation),
      ],
      summary: "check the last emission",
      discussion: """
        The command fails unless the last emission that has ended is as expected:
          ran HANDLER...        these ran in this order, among others
          completed HANDLER...  these completed, perhaps with others
          completed N           so many completed
          failed, cancelled, skipped
                                the same for other ways to end
          count N               so many ran
          nobody                nobody listened
          refused               an emission inside of it was refused
        A handler is named by its text or by the first word of it. 'in N' checks emission #N. With
        'in EVENT' the emissions of that event are checked, nested ones included, among all that
        ended during the last command that brought one to an end, such as 'wait'; one that is as
        expected is enough. An event that is a number is quoted.
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
