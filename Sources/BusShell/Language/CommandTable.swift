/// All commands, in the order in which help lists them.
package enum CommandTable {
  package static func entry(named name: String) -> CommandEntry? {
    entries.first { $0.name == name }
  }

  package static let entries = [
    CommandEntry(
      name: "emit",
      group: .emissions,
      operands: [.required("EVENT"), .optional("JSON-OBJECT"), .optional("&")],
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
      operands: [.optional("N"), .optional("--list")],
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
      operands: [.required("CONDITION"), .optional("ARG...")],
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
    CommandEntry(
      name: "subscribe",
      group: .registrations,
      operands: [.required("EVENT"), .required("HANDLER"), .optional("ARG...")],
      summary: "subscribe a built-in handler to an event",
      discussion: """
        The handler runs after those already subscribed. A handler is known by its text:
        the same text subscribed twice is the same handler, and runs twice.
        """,
      examples: ["subscribe user.created print hello", "emit user.created {\"user_id\": 1}"]
    ) { operands throws(Diagnostic) in
      .subscribe(try operands.event(), try operands.handler())
    },
    CommandEntry(
      name: "unsubscribe",
      group: .registrations,
      operands: [.required("EVENT"), .required("HANDLER"), .optional("ARG...")],
      summary: "remove the first such registration",
      discussion: """
        If the handler is not subscribed to the event, that is said and is no error.
        """,
      examples: ["unsubscribe invite.accepted webhook"]
    ) { operands throws(Diagnostic) in
      .unsubscribe(try operands.event(), try operands.handler())
    },
    CommandEntry(
      name: "handlers",
      group: .registrations,
      operands: [.optional("EVENT")],
      summary: "list what is subscribed, in running order",
      discussion: """
        Each handler has the number of its registration. One that is subscribed to
        the event more than once is marked.
        """,
      examples: ["handlers", "handlers invite.accepted"]
    ) { operands throws(Diagnostic) in
      .handlers(of: operands.hasMore ? try operands.event() : nil)
    },
    CommandEntry(
      name: "plan",
      group: .registrations,
      operands: [.required("EVENT")],
      summary: "show what an emission would run",
      discussion: """
        Nothing is run. What the handlers would emit in turn is not part of the plan: only
        running them tells.
        """,
      examples: ["plan invite.accepted"]
    ) { operands throws(Diagnostic) in
      .plan(try operands.event())
    },
    CommandEntry(
      name: "catalog",
      group: .registrations,
      operands: [],
      summary: "list the built-in handlers",
      discussion: """
        Each with its operands, what it does, and the fields that it reads from the payload.
        """,
      examples: ["catalog"]
    ) { _ throws(Diagnostic) in
      .catalog
    },
    CommandEntry(
      name: "accept",
      group: .demo,
      operands: [.required("INVITE")],
      summary: "let the invite service accept an invite",
      discussion: """
        The service emits invite.accepted and knows no subscriber. 'state invites' shows the
        invites; each can be accepted once.
        """,
      examples: ["state invites", "accept i1"]
    ) { operands throws(Diagnostic) in
      .accept(invite: try operands.word("INVITE").text)
    },
    CommandEntry(
      name: "state",
      group: .demo,
      operands: [.optional("SERVICE")],
      summary: "show what the demo's services hold",
      discussion: """
        The services are invites, notifications, groups, messages, analytics, webhooks and agent.
        """,
      examples: ["state", "state groups"]
    ) { operands throws(Diagnostic) in
      .state(service: operands.hasMore ? try operands.word("SERVICE").text : nil)
    },
    CommandEntry(
      name: "source",
      group: .session,
      operands: [.required("FILE")],
      summary: "run a script",
      discussion: """
        Its commands run as if they stood here. A script may run others, up to 16 inside one
        another.
        """,
      examples: ["source /dev/null"]
    ) { operands throws(Diagnostic) in
      .source(path: try operands.word("FILE"))
    },
    CommandEntry(
      name: "reset",
      group: .session,
      operands: [.optional("--empty")],
      summary: "start over with a new bus",
      discussion: """
        The bus, the services and the trace are as they were at the start. With --empty nothing
        is subscribed. Numbers begin at 1 again.
        """,
      examples: ["reset", "reset --empty"]
    ) { operands throws(Diagnostic) in
      .reset(isEmpty: operands.option("--empty"))
    },
    CommandEntry(
      name: "set",
      group: .session,
      operands: [.optional("OPTION"), .optional("VALUE")],
      summary: "change an option, or show them all",
      discussion: """
        The options are those of the program of the same name: 'set format jsonl' does what
        '--format jsonl' does at the start. Without VALUE the option is shown.
        """,
      examples: ["set", "set timing on", "set quiet off", "set format"]
    ) { operands throws(Diagnostic) in
      guard operands.hasMore else { return .options(ShellOption.allCases) }
      let option = try operands.choice("OPTION", among: ShellOption.allCases, \.rawValue)
      guard operands.hasMore else { return .options([option]) }
      return .set(option, to: try operands.choice("VALUE", among: option.values, \.self))
    },
    CommandEntry(
      name: "history",
      group: .session,
      operands: [.optional("N")],
      summary: "list what was typed at the prompt",
      discussion: """
        With N it is the last N. The list goes on from session to session. A line that begins with a space is left out, and
        so is one that was typed twice in a row; --no-history keeps nothing.
        """,
      examples: ["history", "history 10"]
    ) { operands throws(Diagnostic) in
      .history(count: operands.hasMore ? try operands.number("N") : nil)
    },
    CommandEntry(
      name: "help",
      group: .session,
      operands: [.optional("TOPIC")],
      summary: "list the commands, or explain something",
      discussion: """
        A topic is a command, a built-in handler, or a rule of the bus, such as order or nesting.
        """,
      examples: ["help", "help emit", "help sleep", "help nesting"]
    ) { operands throws(Diagnostic) in
      .help(topic: operands.hasMore ? try operands.word("TOPIC").text : nil)
    },
    CommandEntry(
      name: "quit",
      group: .session,
      operands: [.optional("STATUS")],
      summary: "leave, with an exit status",
      discussion: """
        The status is a number from 0 to 255. Without one it is what the end of the input would
        give.
        """,
      examples: ["quit 3"]
    ) { operands throws(Diagnostic) in
      guard operands.hasMore else { return .quit(status: nil) }
      return .quit(
        status: try operands.value("STATUS", such: "from 0 to 255") { UInt8($0).map(Int.init) }
      )
    },
  ]
}
