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
        ran HANDLER...        these ran in this order, among others
        completed HANDLER...  these completed, perhaps with others
        completed N           so many completed
        failed, cancelled, skipped
                              the same for other ways to end
        count N               so many ran
        nobody                nobody listened
        refused               an emission inside of it was refused
        state SERVICE [ITEM] FIELD [not] VALUE
                              a service holds this, or it does not
        state SERVICE nothing
                              it holds nothing
      A handler is named by its text or by the first word of it. 'in N' checks emission #N. With
      'in EVENT' the emissions of that event are checked, nested ones included, among all that
      ended during the last command that brought one to an end, such as 'wait'; one that is as
      expected is enough. An event that is a number is quoted.

      'expect state' checks what 'state' shows now. ITEM is the value of an item's first field; one
      item that is as expected is enough. A list is as expected if VALUE is in it, or is all of
      it, as [1, 2]. A VALUE of several words is quoted.
      """,
    examples: [
      "emit invite.accepted {\"user_id\": 7, \"group_id\": 42}",
      "expect ran notify join-group",
      "expect failed webhook",
      "expect completed 3",
      "expect ran announce in group.updated",
      "expect state groups 42 members 7",
      "expect state groups 42 members [1, 2, 7]",
      "expect state agent nothing",
    ]
  ) { operands throws(Diagnostic) in
    operands.option(Expectation.state)
      ? .expectState(try operands.stateExpectation()) : .expect(try operands.expectation())
  }
}
