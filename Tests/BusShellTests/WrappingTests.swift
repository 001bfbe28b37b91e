import BusLanguage
import TerminalText
import TestSupport
import Testing

/// The width of everything that is printed at a terminal.
struct WrappingTests {
  private static let script = [
    "subscribe order.paid relay shipping.requested",
    "subscribe order.paid print a rather long text that does not fit into the width at all",
    "subscribe shipping.requested fail the warehouse is closed until Monday morning",
    "subscribe shipping.requested attach print a late one with a long name, too",
    #"emit order.paid {"customer": "Ada Lovelace", "items": [{"sku": "A-1", "count": 2}]}"#,
    "explain", "trace --order", "trace --timeline", "trace --list", "handlers", "plan order.paid",
    "subscribe loop relay loop", "emit loop", "diff 1 2", "state", "set", "catalog", "learn",
    "learn 12", "hint", "check", "reset", "trace 99999999999999999999999999999", "history",
    "an unknown command", "export nothing", #"emit e {"key": wrong}"#,
    "unsubscribe order.paid print a text that was never subscribed to anything at all",
    "predict relay print : emit user.created",
  ]

  private static func printed(_ columns: Int, _ lines: [String]) async -> String {
    await ShellTest().columns(columns).options { $0.clock = .virtual }.script(
      lines.joined(separator: "\n")
    ).run().output
  }

  @Test(arguments: [20, 40, 60, 79])
  func `no line is wider than the terminal`(columns: Int) async {
    let lines = Self.script + HelpPage.topics(in: .demo).map { "help \($0)" } + ["help"]
    for line in await Self.printed(columns, lines).split(separator: "\n") {
      #expect(line.displayWidth <= columns, "\(line)")
    }
  }

  @Test func `the rows of a tree go on beside their edges`() async {
    #expect(
      await Self.printed(
        46,
        [
          "subscribe a relay b", "subscribe b print",
          #"emit a {"key": "some-words more", "n": [1, 2, 3]}"#,
        ]
      ).contains(
        """
        #1 a {"key":"some-words more","n":[1,2,3]}
        └─ relay b  completed
           └─ #2 b {"key":"some-words
                  more","n":[1,2,3]}
              └─ print  completed  {"key":"some-words
                                   more","n":[1,2,3]}
        1 handler: 1 completed

        """
      )
    )
  }

  @Test func `an error goes on with an indent`() async {
    #expect(
      await Self.printed(40, ["emit e 'not a payload at all'"]).contains(
        """
        busctl: test.bus:1:9: error: expected a
          JSON object as payload, found 'not'
        usage: emit EVENT [JSON-OBJECT] [&]

        """
      )
    )
  }

  @Test func `the explanation of an order is broken between words`() async {
    let printed = await Self.printed(40, ["emit user.created {\"user_id\": 1}", "explain"])
    #expect(printed.contains("\n  user.created started (help snapshot)\n"))
  }

  @Test func `without a width only prose is broken`() async {
    let long = String(repeating: "word ", count: 50)
    let printed = await ShellTest.virtual.script("subscribe a print \(long)\nemit a").run().output
    #expect(printed.split(separator: "\n").count == 4)
  }
}
