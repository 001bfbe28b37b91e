package import Events

/// The definition of one handler.
package struct HandlerEntry: Sendable {
  package let name: String
  package let reach: Reach
  package var operands: [Operand] = []

  /// The effect of the handler, in a few words that follow its name.
  package let summary: String

  /// Details beyond the summary, in whole sentences.
  package var discussion = ""

  /// The fields of the payload that the handler reads.
  ///
  /// A function, because it takes time, and few commands need it.
  package var readFields: @Sendable () -> [PayloadField] = { [] }

  /// Lines that show the handler at work when typed in this order.
  package let examples: [String]

  /// Reads the words after the name.
  let read: @Sendable (inout Operands) throws(Diagnostic) -> HandlerKind

  package var usage: String { operands.usage(of: name) }
}

extension HandlerEntry {
  package var fields: [PayloadField] { readFields() }

  /// Creates the definition of a handler of an application, which has no operands.
  package init(
    _ handler: EventHandler,
    reach: Reach,
    summary: String,
    examples: [String],
    fields: @escaping @Sendable () -> [PayloadField]
  ) {
    self.init(
      name: handler.name,
      reach: reach,
      summary: summary,
      readFields: fields,
      examples: examples
    ) {
      _ throws(Diagnostic) in .application(handler)
    }
  }
}

/// The built-in handlers: first those for teaching, then those that run programs.
enum HandlerTable {
  static let entries = teaching + programs

  static let teaching = [
    HandlerEntry(
      name: "print",
      reach: .inside,
      operands: [.optional("TEXT...")],
      summary: "show TEXT, or the payload if there is no TEXT",
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
      summary: "wait for DURATION, such as 500ms, 2s or 1m",
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
      summary: "subscribe HANDLER to this event",
      examples: ["subscribe door.opened attach count", "emit door.opened", "emit door.opened"]
    ) { operands throws(Diagnostic) in .attach(try operands.handler()) },
    HandlerEntry(
      name: "detach",
      reach: .inside,
      operands: [.optional("HANDLER", .handler), .optional("ARG...")],
      summary: "unsubscribe HANDLER, or itself, from this event",
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
