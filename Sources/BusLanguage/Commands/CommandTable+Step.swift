extension CommandTable {
  /// The command that pauses before handlers.
  static let step = CommandEntry(
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
  }
}
