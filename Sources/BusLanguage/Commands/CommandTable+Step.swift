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
      At a pause the next line says what becomes of the handler:
      \(StepTable.help)
      Ctrl-C or Ctrl-D cancels it and those after it. What a handler did is shown when it has
      ended. Commands that only show something can be used there, too, such as handlers, state
      or trace, which shows the emission so far; 'help' shows this page. Emissions in the
      background do not pause.

      An EVENT or a HANDLER is a break point: commands pause first before the handlers of that
      event, or before that handler, which is named by its text or by the first word of it, and
      then step by step up to 'run'. Each 'step on' with names adds to them; without a name there
      is a pause before each handler. 'back' is refused where 'undo' is.
      """,
    examples: [
      "step on", "emit user.created {\"user_id\": 1}", "fail out of paper", "step off",
      "step on group.updated webhook",
    ]
  ) { operands throws(Diagnostic) in
    guard try operands.choice("on|off", among: ["on", "off"], \.self) == "on" else {
      return .step(.off)
    }
    var names: [Word] = []
    while operands.hasMore { names.append(try operands.word("EVENT or HANDLER")) }
    return .step(.on(names))
  }
}
