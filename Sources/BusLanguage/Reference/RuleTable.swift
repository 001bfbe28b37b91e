/// A rule of the bus's contract, as a topic of help.
package struct Rule: Sendable {
  package let name: String

  /// The rule, in one sentence.
  package let promise: String

  /// The consequences of the rule, and its reasons.
  package let discussion: String

  /// Lines that show the rule at work when typed.
  package let examples: [String]
}

/// The rules that help explains.
package enum RuleTable {
  package static func entry(named name: String) -> Rule? {
    entries.first { $0.name == name }
  }

  package static let entries = [
    Rule(
      name: "order",
      promise: "Handlers run one after another, in the order of their subscription.",
      discussion: """
        Each has ended before the next one starts, so that a handler can rely on what those before
        it did. A slow one holds up those after it. One that is subscribed twice runs twice.
        """,
      examples: [
        "subscribe order.paid print first", "subscribe order.paid print second", "emit order.paid",
      ]
    ),
    Rule(
      name: "isolation",
      promise: "A handler that fails does not keep the others from running.",
      discussion: """
        Its error is logged, reported to the emitter and part of the trace. The emitter does not
        fail: that something happened stays true whatever comes of it.
        """,
      examples: [
        "subscribe order.sent fail", "subscribe order.sent print still here", "emit order.sent",
      ]
    ),
    Rule(
      name: "nesting",
      promise: "What a handler emits is finished before the handler goes on.",
      discussion: """
        So a handler after it sees the inner event before the outer one: below, the log has b
        before a, though a was emitted first.
        """,
      examples: [
        "subscribe a relay b", "subscribe a print a is logged", "subscribe b print b is logged",
        "emit a",
      ]
    ),
    Rule(
      name: "snapshot",
      promise: "An emission runs the handlers that are subscribed when it starts.",
      discussion: """
        Who is subscribed meanwhile runs from the next emission on, and who is unsubscribed
        meanwhile still runs in this one.
        """,
      examples: [
        "subscribe page.read attach print new", "emit page.read", "emit page.read",
      ]
    ),
    Rule(
      name: "concurrency",
      promise: "Concurrent emissions take turns where a handler suspends.",
      discussion: """
        Inside each of them the order holds; between them there is none. Of two that are due at the
        same time either may go on first; in virtual time --seed decides it. With & at the end of
        its command an emission runs in the background.
        """,
      examples: ["subscribe file.saved sleep 10ms", "emit file.saved &", "emit other", "wait"]
    ),
    Rule(
      name: "cancellation",
      promise: "Cancelling an emission cancels what its handlers wait for, not the handlers.",
      discussion: """
        A handler that ends because of that counts as cancelled, not as failed. Those after it
        still run, and find themselves cancelled as soon as they wait. 'cancel' and 'quit' cancel
        what runs in the background.
        """,
      examples: [
        "subscribe disk.full sleep 10s", "subscribe disk.full print still runs",
        "emit disk.full &", "quit",
      ]
    ),
    Rule(
      name: "runaway",
      promise: "Events that emit each other for ever are stopped.",
      discussion: """
        An emission inside 64 others is refused: none of its handlers runs. The limit is on depth
        and not on number, and --max-depth sets it.
        """,
      examples: ["subscribe ping relay pong", "subscribe pong relay ping", "emit ping"]
    ),
  ]
}
