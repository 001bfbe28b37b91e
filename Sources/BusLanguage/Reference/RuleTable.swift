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
        Each handler ends before the next one starts, so a handler can rely on what earlier ones
        did. A slow handler delays those after it. A handler that is subscribed twice runs twice.
        """,
      examples: [
        "subscribe order.paid print first", "subscribe order.paid print second", "emit order.paid",
      ]
    ),
    Rule(
      name: "isolation",
      promise: "A handler that fails does not stop the others.",
      discussion: """
        Its error is logged, reported to the emitter, and shown in the trace. The emitter does not
        fail: the event has happened, whatever its handlers do.
        """,
      examples: [
        "subscribe order.sent fail", "subscribe order.sent print still here", "emit order.sent",
      ]
    ),
    Rule(
      name: "nesting",
      promise: "An emission inside a handler finishes before the handler continues.",
      discussion: """
        So a later handler of the outer event runs after all handlers of the inner one. In the
        example, b is logged before a, although a was emitted first.
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
        A handler that is subscribed during an emission runs from the next one on. A handler that is
        unsubscribed during an emission still runs in it.
        """,
      examples: [
        "subscribe page.read attach print new", "emit page.read", "emit page.read",
      ]
    ),
    Rule(
      name: "concurrency",
      promise: "Concurrent emissions take turns where a handler suspends.",
      discussion: """
        The order holds inside each emission. Between emissions there is none: if two are due at the
        same time, either may continue first. In virtual time --seed decides. An & at the end of
        'emit' runs the emission in the background.
        """,
      examples: ["subscribe file.saved sleep 10ms", "emit file.saved &", "emit other", "wait"]
    ),
    Rule(
      name: "cancellation",
      promise: "Cancelling an emission interrupts handlers that wait; all handlers still run.",
      discussion: """
        A handler that ends because of this counts as cancelled, not as failed. Later handlers still
        run, and are cancelled as soon as they wait. A pause of 'step' also waits, so a handler that
        comes to one is cancelled before it runs. 'cancel' and 'quit' cancel the emissions in the
        background.
        """,
      examples: [
        "subscribe disk.full sleep 10s", "subscribe disk.full print still runs",
        "emit disk.full &", "cancel",
      ]
    ),
    Rule(
      name: "runaway",
      promise: "A cycle of events is stopped.",
      discussion: """
        An emission nested in 64 others is refused: none of its handlers runs. The limit is on the
        depth, not on the number of emissions; --max-depth sets it.
        """,
      examples: ["subscribe ping relay pong", "subscribe pong relay ping", "emit ping"]
    ),
  ]
}
