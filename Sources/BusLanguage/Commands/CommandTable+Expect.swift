extension CommandTable {
  /// The command that checks emissions, and the state of services.
  static let expect = CommandEntry(
    name: "expect",
    group: .emissions,
    reach: .inside,
    operands: [
      .required("CHECK", .choice(Expectation.keywords)), .optional("ARG..."),
      .optional("in EVENT|N", .expectation),
    ],
    summary: "check the last emission, or the state",
    discussion: """
      The command fails unless the last emission that has ended is as expected:
      \(Expectation.help)
      Other handlers may have run or completed, too. A handler is named by its text or by its
      first word. 'in #N' checks emission N. 'in EVENT' looks at the last command in which any
      emission ended, such as 'emit' or 'wait': one of its emissions of EVENT must be as expected,
      and nested ones count, too. Quote an event whose name is a number.
      """,
    withServices: """

      Two forms check what a service holds, as 'state' shows it:
        state SERVICE nothing
        state SERVICE [ITEM] FIELD [not] VALUE
      ITEM is the value of an item's first field. One item that is as expected is enough. A list is
      as expected if it contains VALUE, or if VALUE is the whole list, such as [1, 2]. Quote a VALUE
      of several words.
      """,
    examples: [
      "subscribe invoice.due print", "subscribe invoice.due relay invoice.paid",
      "subscribe invoice.due fail no money", "subscribe invoice.paid count", "emit invoice.due",
      "expect ran print relay", "expect failed fail", "expect completed 2",
      "expect ran count in invoice.paid",
    ]
  ) { operands throws(Diagnostic) in
    operands.option(Expectation.state)
      ? .expectState(try operands.stateExpectation()) : .expect(try operands.expectation())
  }
}
