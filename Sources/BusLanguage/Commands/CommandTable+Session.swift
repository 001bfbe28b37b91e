extension CommandTable {
  /// The commands for the session itself.
  static let session = [
    CommandEntry(
      name: "save",
      group: .session,
      reach: .outside,
      operands: [.required("FILE", .file), .option("--expect"), .option("--force")],
      summary: "write the session as a script",
      discussion: """
        The script has the commands that succeeded, as they were typed, with your answers to their
        questions. In place of 'source FILE' the commands of that file are written. 'quit', 'history',
        'interleave' and 'save' are left out. With --expect the script checks itself: each command
        in which emissions ended is followed by 'expect' commands with their results. The results of
        an emission in the background follow the command in which it ended, such as 'wait'. The
        first line of the script says which options to run it with. An existing file is replaced
        only with --force. - is standard output. A session of more than 1000 commands cannot be
        saved.
        """,
      inLessons: "What is done in a lesson is left out, too.",
      examplesWith: { [$0.second.emission, "save -", "save - --expect"] },
      records: [
        ("command", "a saved script, or with --echo a line of a script: has text")
      ]
    ) { operands throws(Diagnostic) in
      var options: Set<String> = []
      while let option = operands.option(among: ["--expect", "--force"]) { options.insert(option) }
      var saving = Saving(path: try operands.file())
      while let option = operands.option(among: ["--expect", "--force"]) { options.insert(option) }
      saving.expects = options.contains("--expect")
      saving.replaces = options.contains("--force")
      return .save(saving)
    },
    CommandEntry(
      name: "source",
      group: .session,
      reach: .outside,
      operands: [.required("FILE", .file), .option("--pause")],
      summary: "run a script",
      discussion: """
        The commands run as if they were typed here. In a script, FILE is relative to the directory
        of that script; elsewhere it is relative to the working directory, as are the files that
        commands write. Scripts may run other scripts, nested at most 16 deep. 'quit' ends only the
        script in which it stands; if its status is not 0, 'source' fails.

        With --pause each line is shown at the prompt as if it were typed, and runs after Enter.
        Comments are not shown. Ctrl-C or Ctrl-D ends the script. Without a prompt the lines are
        printed, and nothing waits.
        """,
      examples: ["source /dev/null"]
    ) { operands throws(Diagnostic) in
      let pauses = operands.option("--pause")
      let path = try operands.file()
      return .source(path: path, pauses: operands.option("--pause") || pauses)
    },
    CommandEntry(
      name: "say",
      group: .session,
      reach: .inside,
      operands: [.optional("TEXT...")],
      summary: "print a text",
      discussion: """
        It lets a script tell its reader what comes next. Quote characters that have a meaning of
        their own, such as #, & or '.
        """,
      examples: ["say Now the order is paid.", "say \"It's sent & done.\""],
      records: [("said", "has text")]
    ) { operands throws(Diagnostic) in
      .say(operands.text() ?? "")
    },
    CommandEntry(
      name: "undo",
      group: .session,
      reach: .inside,
      operands: [],
      summary: "take the last command back",
      discussion: """
        The session is repeated, without printing, without the last command that changed it: one that
        emitted, subscribed, unsubscribed, waited, or set an option. So handlers run again, and
        what waits in real time waits again; Ctrl-C leaves the session as it is. The repetition
        writes nothing and runs no program, and what the last command did outside the process stays.
        'undo' is refused if a command to be repeated reached outside the process, as 'exec' does,
        was interrupted, or emitted in the background in real time. A session of more than 1000
        commands cannot be repeated.
        """,
      inLessons: "In a lesson, only commands of the lesson are taken back.",
      examples: ["subscribe shelf.empty print order", "undo", "handlers shelf.empty"]
    ) { _ throws(Diagnostic) in
      .undo
    },
    CommandEntry(
      name: "interleave",
      group: .session,
      reach: .outside,
      operands: [.required("N"), .required("FILE", .file)],
      summary: "run a script in N legal orders",
      discussion: """
        Each run is a session of its own in virtual time. If the rules of the bus allow no more
        than N orders, each is tried once. Otherwise there are N runs, with the seeds from 1 to N.
        The result groups the runs that left the same state of the services and in which the same
        commands failed, such as 'expect'. Each group has a seed, the message of the first command
        that failed, the state that the other groups do not have, and the first step that differs.
        The command fails if a command of the script fails in any run. To see one run, start the
        program with --clock virtual --seed SEED. Exports in the script write no file, and
        'interleave' is refused there.
        """,
      examples: ["interleave 10 /dev/null"],
      records: [
        (
          "interleaving",
          "has runs, orders, seed, status, error, state, step, other_seed, other_step"
        ),
        ("interleaved", "the totals: has runs, orders, all (each legal order was run)"),
      ]
    ) { operands throws(Diagnostic) in
      let runs = try operands.value("N", such: "from 1 to 100000") { text in
        Int(text).flatMap { (1...100_000).contains($0) ? $0 : nil }
      }
      return .interleave(runs: runs, path: try operands.file())
    },
    CommandEntry(
      name: "reset",
      group: .session,
      reach: .inside,
      operands: [.option("--empty")],
      summary: "start over with a new bus",
      discussion: """
        The bus, the services and the trace are as they were at the start, and numbers start at 1
        again. With --empty nothing is subscribed.
        """,
      inLessons: """
        In a lesson, 'reset' leaves the lesson instead and brings back your session.
        """,
      examples: ["reset", "reset --empty"],
      records: [("reset", "has empty; later records are numbered from 1 again")]
    ) { operands throws(Diagnostic) in
      .reset(isEmpty: operands.option("--empty"))
    },
    CommandEntry(
      name: "set",
      group: .session,
      reach: .inside,
      operands: [
        .optional("OPTION", .choice(ShellOption.allCases.map(\.rawValue))),
        .optional("VALUE", .optionValue),
      ],
      summary: "change an option, or show them all",
      discussion: """
        The options have the same names as on the command line: 'set format jsonl' does the same as
        starting with '--format jsonl'. Without VALUE it shows the option. The clock and the
        seed of the running session do not change: they change at the next 'reset'.
        """,
      examples: ["set", "set timing on", "set quiet off", "set format", "set clock virtual"],
      records: [("option", "has option, value")]
    ) { operands throws(Diagnostic) in
      guard operands.hasMore else { return .options(ShellOption.allCases) }
      let option = try operands.choice("OPTION", among: ShellOption.allCases, \.rawValue)
      guard operands.hasMore else { return .options([option]) }
      return .set(option, to: try operands.value(of: option))
    },
    CommandEntry(
      name: "history",
      group: .session,
      reach: .inside,
      operands: [.optional("N")],
      summary: "list the lines typed at the prompt",
      discussion: """
        With N it lists the last N lines. The history is kept from session to session. A line that
        begins with a space is left out, as is a line that repeats the one before. With --no-history
        nothing is kept.
        """,
      examples: ["history", "history 10"],
      records: [("history", "has number, text")]
    ) { operands throws(Diagnostic) in
      .history(count: operands.hasMore ? try operands.number("N") : nil)
    },
    CommandEntry(
      name: "help",
      group: .session,
      reach: .inside,
      operands: [.optional("TOPIC", .topic)],
      summary: "list the commands, or explain a topic",
      discussion: """
        A topic is a command, a group of commands, a handler, an event or a service of the
        application, a rule of the bus such as order or nesting, or another topic such as status.
        'help commands', 'help rules', 'help topics' and 'help expectations' are lists.
        """,
      examples: ["help", "help emit", "help session", "help sleep", "help rules", "help status"],
      records: [("help", "has text")]
    ) { operands throws(Diagnostic) in
      .help(topic: operands.hasMore ? try operands.word("TOPIC") : nil)
    },
    CommandEntry(
      name: "clear",
      group: .session,
      reach: .inside,
      operands: [],
      summary: "clear the screen",
      discussion: "Off a terminal it does nothing. Ctrl-L clears the screen and keeps the line.",
      examples: ["clear"]
    ) { _ throws(Diagnostic) in
      .clear
    },
    CommandEntry(
      name: "quit",
      group: .session,
      reach: .inside,
      operands: [.optional("STATUS")],
      summary: "leave, with an exit status",
      discussion: """
        The status is a number from 0 to 255. Without it the status is the same as at the end of the
        input. In a script that 'source' runs, only that script ends.
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
