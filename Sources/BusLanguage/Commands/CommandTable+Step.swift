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
      Ctrl-C or Ctrl-D cancels the handler and all later ones. The result of each handler is shown
      when it has ended. Commands that only show something work at a pause, too, such as 'handlers'
      and 'plan'. 'trace' shows the emission so far, and 'help' shows this page. Emissions in the
      background do not pause.

      An EVENT or a HANDLER is a break point. Commands pause first before the handlers of the event,
      or before the handler, which is named by its text or by its first word, and then before each
      handler up to 'run'. Each 'step on' with names adds to them. Without a name, there is a pause
      before each handler. 'back' is refused where 'undo' is.
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
