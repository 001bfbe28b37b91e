extension CommandTable {
  /// The commands for handlers and their subscriptions.
  static let subscriptions = [
    CommandEntry(
      name: "subscribe",
      group: .subscriptions,
      reach: .inside,
      operands: [.required("EVENT", .event), .required("HANDLER", .handler), .optional("ARG...")],
      summary: "subscribe a handler to an event",
      discussion: """
        The handler runs after those already subscribed. Its text identifies it: if you subscribe
        the same text twice, it is the same handler, and it runs twice.
        """,
      examplesWith: { ["subscribe \($0.second.name) print hello", $0.second.emission] }
    ) { operands throws(Diagnostic) in
      .subscribe(try operands.event(), try operands.handler())
    },
    CommandEntry(
      name: "once",
      group: .subscriptions,
      reach: .inside,
      operands: [.required("EVENT", .event), .required("HANDLER", .handler), .optional("ARG...")],
      summary: "subscribe a handler for one emission",
      discussion: """
        The handler runs in the next emission of the event, and in no other: it is unsubscribed when
        that emission starts.
        """,
      examplesWith: { ["once \($0.second.name) print hello", $0.second.emission] }
    ) { operands throws(Diagnostic) in
      .once(try operands.event(), try operands.handler())
    },
    CommandEntry(
      name: "unsubscribe",
      group: .subscriptions,
      reach: .inside,
      operands: [
        .required("EVENT", .event), .required("HANDLER", .subscription), .optional("ARG..."),
      ],
      summary: "remove a handler from an event",
      discussion: """
        If the handler is subscribed more than once, its first subscription is removed. If it is not
        subscribed to the event, the command says so, and succeeds.
        """,
      examplesWith: { ["unsubscribe \($0.first.name) \($0.first.handlers.last ?? "print")"] }
    ) { operands throws(Diagnostic) in
      .unsubscribe(try operands.event(), try operands.handler())
    },
    CommandEntry(
      name: "handlers",
      group: .subscriptions,
      reach: .inside,
      operands: [.optional("EVENT", .event)],
      summary: "list the subscriptions, in running order",
      discussion: """
        Each handler is listed with the number of its subscription. A handler that is subscribed to
        the same event more than once is marked.
        """,
      examplesWith: { ["handlers", "handlers \($0.first.name)"] },
      records: [("handlers", "has event, handlers")]
    ) { operands throws(Diagnostic) in
      .handlers(of: operands.hasMore ? try operands.event() : nil)
    },
    CommandEntry(
      name: "plan",
      group: .subscriptions,
      reach: .inside,
      operands: [.required("EVENT", .event)],
      summary: "show what an emission would run",
      discussion: """
        Nothing runs. The plan does not include what the handlers would emit: only running them
        shows that.
        """,
      examplesWith: { ["plan \($0.first.name)"] },
      records: [("plan", "has event, handlers")]
    ) { operands throws(Diagnostic) in
      .plan(try operands.event())
    },
    CommandEntry(
      name: "catalog",
      group: .subscriptions,
      reach: .inside,
      operands: [],
      summary: "list the handlers that can be subscribed",
      discussion: """
        Each handler is listed with its operands, its summary, and the fields of the payload that it
        reads. Fields in brackets are optional.
        """,
      examples: ["catalog"],
      records: [("catalog", "has handler, usage, summary, fields")]
    ) { _ throws(Diagnostic) in
      .catalog
    },
  ]
}
