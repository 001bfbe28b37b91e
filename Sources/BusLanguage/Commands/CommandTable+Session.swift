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
        The script has the commands that succeeded, as they were written, with the answers to what
        they asked; where a script was run it has the commands of that script. Lessons, 'quit',
        'history', 'interleave' and 'save' itself are left out. With --expect each command that
        brought emissions to an end is followed by what they did, so that running the script checks
        it; an emission in the background is checked after the command that saw its end, such as
        'wait'. The first line says with which options to run it. A file that exists is replaced
        only with --force; - is the output. A session of more than 1000 commands cannot be saved.
        """,
      examples: ["emit user.created {\"user_id\": 1}", "save -", "save - --expect"],
      records: [
        ("command", "with --echo, a command or a line without one; or a saved script: has text")
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
      operands: [.required("FILE", .file)],
      summary: "run a script",
      discussion: """
        Its commands run as if they stood here. In a script, FILE is relative to the folder of that
        script; elsewhere it is relative to the working directory, as the files are that commands
        write. A script may run others, up to 16 inside one another. 'quit' in it ends it and
        nothing else; if that is with a status other than 0, this command has failed.
        """,
      examples: ["source /dev/null"]
    ) { operands throws(Diagnostic) in
      .source(path: try operands.file())
    },
    CommandEntry(
      name: "interleave",
      group: .session,
      reach: .outside,
      operands: [.required("N"), .required("FILE", .file)],
      summary: "run a script in N legal orders",
      discussion: """
        Each run is a session of its own in virtual time, with one of the seeds from 1 to N: what
        the rules of the bus leave open is chosen by the seed. The answer counts the runs that
        ended alike, with the message of the first command that failed, the number of different
        traces and the first seed. A run whose commands fail, such as 'expect', makes this command
        fail. With --clock virtual --seed SEED a run can be looked at. What the script exports is
        not written, and it cannot use 'interleave' itself.
        """,
      examples: ["interleave 10 /dev/null"],
      records: [
        ("interleaving", "has runs, traces, seed, status, error, step, other_seed, other_step")
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
        The bus, the services and the trace are as they were at the start. With --empty nothing
        is subscribed. Numbers begin at 1 again. In a lesson it leaves the lesson instead, and gives
        back the session from before it.
        """,
      examples: ["reset", "reset --empty"],
      records: [("reset", "has empty; what follows is numbered from 1 again")]
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
        The options are those of the program of the same name: 'set format jsonl' does what
        '--format jsonl' does at the start. Without VALUE the option is shown. The clock and the
        seed of a session that runs stay as they are: they change with the next 'reset'.
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
      summary: "list what was typed at the prompt",
      discussion: """
        With N it is the last N. The list goes on from session to session. A line that begins with
        a space is left out, and so is one that was typed twice in a row; --no-history keeps
        nothing.
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
      summary: "list the commands, or explain something",
      discussion: """
        A topic is a command, a group of commands, a handler, an event or a service of the
        application, a rule of the bus, such as order, or another topic, such as status. The lists
        are 'help commands', 'help rules', 'help topics' and 'help expectations'.
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
        The status is a number from 0 to 255. Without one it is what the end of the input would
        give. In a script that 'source' runs, only that script ends.
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
