import Events

/// The definition of one built-in handler.
package struct HandlerEntry: Sendable {
  package let name: String
  package let reach: Reach
  package var operands: [Operand] = []

  /// The effect of the handler, in a few words that follow its name.
  package let summary: String

  /// Details beyond the summary, in whole sentences.
  package var discussion = ""

  /// The fields of the payload that the handler reads.
  package var fields: [PayloadField] = []

  /// Lines that show the handler at work when typed in this order.
  package let examples: [String]

  /// Reads the words after the name.
  let read: @Sendable (inout Operands) throws(Diagnostic) -> BuiltInHandler

  package var usage: String { operands.usage(of: name) }
}

/// All built-in handlers: first those of the demo's services, then those for teaching, then those
/// that run programs.
package enum HandlerTable {
  package static let entries = domain + teaching + programs

  package static func entry(named name: String) -> HandlerEntry? {
    entries.first { $0.name == name }
  }

  package static let domain = [
    HandlerEntry(
      name: "notify",
      reach: .inside,
      summary: "notify the user of the invite or the shared document",
      fields: [
        PayloadField("user_id", .except("document.shared")),
        PayloadField("target_user_id", .only("document.shared")),
        PayloadField("document_id", .only("document.shared")),
      ],
      examples: ["emit invite.accepted {\"user_id\": 7}"]
    ) { _ throws(Diagnostic) in .notify },
    HandlerEntry(
      name: "join-group",
      reach: .inside,
      summary: "add the user to the group, then emit group.updated",
      fields: [PayloadField("user_id"), PayloadField("group_id", isOptional: true)],
      examples: ["emit invite.accepted {\"user_id\": 7, \"group_id\": 42}"]
    ) { _ throws(Diagnostic) in .joinGroup },
    HandlerEntry(
      name: "track",
      reach: .inside,
      summary: "count the event",
      examples: ["emit invite.accepted {\"user_id\": 7}", "state analytics"]
    ) { _ throws(Diagnostic) in .track },
    HandlerEntry(
      name: "webhook",
      reach: .inside,
      summary: "call a simulated partner, which always answers 503",
      examples: ["subscribe bill.paid webhook", "emit bill.paid", "state webhooks"]
    ) { _ throws(Diagnostic) in .webhook },
    HandlerEntry(
      name: "announce",
      reach: .inside,
      summary: "post a message in the group, or to the new user",
      fields: [
        PayloadField("group_id", .except("user.created")),
        PayloadField("user_id", .only("user.created")),
      ],
      examples: ["emit user.created {\"user_id\": 7}", "state messages"]
    ) { _ throws(Diagnostic) in .announce },
    HandlerEntry(
      name: "group-stats",
      reach: .inside,
      summary: "count the group's messages",
      fields: [PayloadField("group_id")],
      examples: ["emit message.sent {\"group_id\": 42}", "state groups"]
    ) { _ throws(Diagnostic) in .groupStats },
    HandlerEntry(
      name: "mentions",
      reach: .inside,
      summary: "notify those who are mentioned, but not the sender",
      fields: ["mentions", "sender_id", "content"].map { PayloadField($0, isOptional: true) },
      examples: ["emit message.sent {\"group_id\": 42, \"sender_id\": 7, \"mentions\": [8]}"]
    ) { _ throws(Diagnostic) in .mentions },
    HandlerEntry(
      name: "revoke-access",
      reach: .inside,
      summary: "take the user out of all groups and documents",
      fields: [PayloadField("workspace_id"), PayloadField("user_id")],
      examples: ["emit member.removed {\"workspace_id\": 1, \"user_id\": 7}"]
    ) { _ throws(Diagnostic) in .revokeAccess },
    HandlerEntry(
      name: "agent",
      reach: .inside,
      summary: "put the event into an external agent's outbox",
      examples: ["emit message.sent {\"group_id\": 42}", "state agent"]
    ) {
      _ throws(Diagnostic) in .agent
    },
  ]

  package static let teaching = [
    HandlerEntry(
      name: "print",
      reach: .inside,
      operands: [.optional("TEXT...")],
      summary: "show TEXT, or else the payload",
      examples: ["subscribe bill.sent print thank you", "emit bill.sent"]
    ) {
      operands throws(Diagnostic) in .print(text: operands.text())
    },
    HandlerEntry(
      name: "fail",
      reach: .inside,
      operands: [.optional("MESSAGE...")],
      summary: "fail with MESSAGE",
      examples: ["subscribe print.due fail out of paper", "emit print.due"]
    ) {
      operands throws(Diagnostic) in .fail(message: operands.text())
    },
    HandlerEntry(
      name: "sleep",
      reach: .inside,
      operands: [.required("DURATION")],
      summary: "take that long, such as 500ms, 2s or 1m",
      examples: ["subscribe nap.due sleep 20ms", "emit nap.due"]
    ) {
      operands throws(Diagnostic) in
      .sleep(
        try operands.value(
          "DURATION",
          such: "such as 500ms, 2s or 1m, and at most a year",
          Duration.init(written:)
        )
      )
    },
    HandlerEntry(
      name: "relay",
      reach: .inside,
      operands: [.required("EVENT", .event)],
      summary: "emit EVENT with the same data, and await it",
      examples: ["subscribe order.new relay stock.low", "emit order.new {\"order\": 12}"]
    ) {
      operands throws(Diagnostic) in .relay(to: try operands.event())
    },
    HandlerEntry(
      name: "attach",
      reach: .inside,
      operands: [.required("HANDLER", .handler), .optional("ARG...")],
      summary: "subscribe HANDLER to the event that is being handled",
      examples: ["subscribe door.opened attach count", "emit door.opened", "emit door.opened"]
    ) { operands throws(Diagnostic) in .attach(try operands.handler()) },
    HandlerEntry(
      name: "detach",
      reach: .inside,
      operands: [.optional("HANDLER", .handler), .optional("ARG...")],
      summary: "unsubscribe HANDLER, or itself, from that event",
      examples: ["subscribe door.closed detach", "emit door.closed", "emit door.closed"]
    ) { operands throws(Diagnostic) in
      .detach(operands.hasMore ? try operands.handler() : nil)
    },
    HandlerEntry(
      name: "count",
      reach: .inside,
      summary: "count its own calls",
      examples: ["subscribe door.locked count", "emit door.locked", "emit door.locked"]
    ) { _ throws(Diagnostic) in .count },
    HandlerEntry(
      name: "flaky",
      reach: .inside,
      operands: [.required("N")],
      summary: "fail the first N times",
      examples: ["subscribe call.due flaky 1", "emit call.due", "emit call.due"]
    ) {
      operands throws(Diagnostic) in
      .flaky(failures: try operands.number("N"))
    },
  ]
}

extension Duration {
  /// The longest duration that a user can choose.
  private static let longestWritten = Duration.seconds(365 * 24 * 60 * 60)

  /// Creates a duration of at most a year from a number with a unit: `500ms`, `2s`, `1.5m`.
  init?(written text: String) {
    let units: [(String, seconds: Double)] = [("ms", 1e-3), ("s", 1), ("m", 60)]
    guard let (unit, seconds) = units.first(where: { text.hasSuffix($0.0) }) else { return nil }
    let number = text.dropLast(unit.count)
    // A Double may also be written as 0x1p4, 1e3, inf or nan.
    guard number.utf8.allSatisfy({ $0 == 0x2e || 0x30...0x39 ~= $0 }), let value = Double(number),
      value * seconds <= Self.longestWritten / .seconds(1)
    else { return nil }
    self = .nanoseconds(Int64((value * seconds * 1e9).rounded()))
  }
}
