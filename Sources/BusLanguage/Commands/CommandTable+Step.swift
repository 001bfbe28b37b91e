extension CommandTable {
  /// The command that pauses before handlers.
  static let step = CommandEntry(
    name: "step",
    group: .emissions,
    reach: .inside,
    operands: [
      .required("on|off", .choice(["on", "off"])),
      .optional("EVENT|HANDLER...", .breakPoint, after: "on"),
    ],
    summary: "pause before handlers",
    discussion: """
      At a pause, decide what happens to the handler:
      \(StepTable.help)
      Ctrl-C or Ctrl-D cancels the emission: a handler that is at a pause, or comes to one, is
      cancelled and does not run. The result of each handler is shown when it has ended. Commands
      that only show something work at a pause, too, such as 'handlers' and 'plan'. 'trace' shows
      the emission so far, and 'help' shows this page. Emissions in the background do not pause.
      'back' is refused in the same cases as 'undo'.

      An EVENT or a HANDLER is a break point: the first pause of a command is before a handler of
      that event, or before that handler. From there on, there is a pause before each handler until
      'run'. A handler is named by its text or by its first word. Each 'step on' with names adds
      break points. Without a name, there is a pause before each handler.
      """,
    examplesWith: { ["step on", $0.second.emission] + $0.second.answers + ["step off"] }
  ) { operands throws(Diagnostic) in
    guard try operands.choice("on|off", among: ["on", "off"], \.self) == "on" else {
      return .step(.off)
    }
    var names: [Word] = []
    while operands.hasMore { names.append(try operands.word("EVENT or HANDLER")) }
    return .step(.on(names))
  }
}
