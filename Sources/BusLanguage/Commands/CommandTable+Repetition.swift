extension CommandTable {
  /// The commands that run other commands.
  static let repetition = [
    CommandEntry(
      name: "repeat",
      group: .session,
      reach: .inside,
      operands: [.required("N"), .required("COMMAND...", .command)],
      summary: "run a command N times",
      discussion: """
        It stops at the first run that fails, and at Ctrl-C. The command cannot be 'repeat', or a
        script that uses it.
        """,
      examples: ["subscribe mail.lost flaky 2", "repeat 3 emit mail.lost"]
    ) { operands throws(Diagnostic) in
      let count = try operands.value("N", such: "from 1 to 100000") { text in
        Int(text).flatMap { (1...100_000).contains($0) ? $0 : nil }
      }
      let name = operands.next
      let command = try operands.command("COMMAND")
      if case .repeated = command {
        throw Diagnostic(
          "expected a command other than 'repeat' to repeat",
          at: name?.position
        )
      }
      return .repeated(count, command)
    },
    CommandEntry(
      name: "edit",
      group: .session,
      reach: .outside,
      operands: [],
      summary: "change the last command in an editor, and run it",
      discussion: """
        The editor is the one in VISUAL or EDITOR, otherwise vi. Then the text is shown and run,
        line by line. Nothing runs if the text is empty, or if the editor ends with a status other
        than 0. Only a prompt has this command.
        """,
      examples: ["edit"]
    ) { _ throws(Diagnostic) in
      .edit
    },
  ]

  /// The number of words after which a command follows; nil if none does.
  package static func commandStart(in words: [String]) -> Int? {
    words.first == "repeat" ? 2 : nil
  }
}
