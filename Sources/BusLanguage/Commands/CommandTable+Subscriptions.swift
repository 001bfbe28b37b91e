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
        The handler runs after those already subscribed. A handler is known by its text:
        the same text subscribed twice is the same handler, and runs twice.
        """,
      examples: ["subscribe user.created print hello", "emit user.created {\"user_id\": 1}"]
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
        The next emission of the event takes it, and no other does: it is unsubscribed when that
        emission starts.
        """,
      examples: ["once user.created print hello", "emit user.created {\"user_id\": 1}"]
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
      summary: "remove the first such subscription",
      discussion: """
        If the handler is not subscribed to the event, that is said and is no error.
        """,
      examples: ["unsubscribe invite.accepted webhook"]
    ) { operands throws(Diagnostic) in
      .unsubscribe(try operands.event(), try operands.handler())
    },
    CommandEntry(
      name: "handlers",
      group: .subscriptions,
      reach: .inside,
      operands: [.optional("EVENT", .event)],
      summary: "list what is subscribed, in running order",
      discussion: """
        Each handler has the number of its subscription. One that is subscribed to
        the event more than once is marked.
        """,
      examples: ["handlers", "handlers invite.accepted"],
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
        Nothing is run. What the handlers would emit in turn is not part of the plan: only
        running them tells.
        """,
      examples: ["plan invite.accepted"],
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
        Each with its operands, what it does, and the fields that it reads from the payload, in
        brackets those that may be missing.
        """,
      examples: ["catalog"],
      records: [("catalog", "has handler, usage, summary, fields")]
    ) { _ throws(Diagnostic) in
      .catalog
    },
  ]
}
