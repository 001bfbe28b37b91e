extension CommandTable {
  /// The commands for the demo's services.
  static let demo = [
    CommandEntry(
      name: "accept",
      group: .demo,
      reach: .inside,
      operands: [.required("INVITE", .invite)],
      summary: "let the invite service accept an invite",
      discussion: """
        The service emits invite.accepted and knows no subscriber. 'state invites' shows the
        invites; each can be accepted once.
        """,
      examples: ["state invites", "accept i1"]
    ) { operands throws(Diagnostic) in
      .accept(invite: try operands.word("INVITE"))
    },
    CommandEntry(
      name: "state",
      group: .demo,
      reach: .inside,
      operands: [.optional("SERVICE", .service)],
      summary: "show what the demo's services hold",
      discussion: """
        The services are invites, notifications, groups, messages, analytics, webhooks and agent.
        """,
      examples: ["state", "state groups"],
      records: [("state", "has service, items")]
    ) { operands throws(Diagnostic) in
      .state(service: operands.hasMore ? try operands.word("SERVICE") : nil)
    },
  ]
}
