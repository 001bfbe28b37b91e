import TestSupport
import Testing

/// A console inside a process, on a bus that the process has.
struct AttachedConsoleTests {
  private func shop() throws -> Pseudoterminal {
    try Pseudoterminal(
      Pseudoterminal.product("AttachedProgram"),
      environment: ["SHOP_HISTORY": "/dev/null"]
    )
  }

  /// Waits until the console reads a command; a Ctrl-D that comes earlier is lost.
  private func waitForPrompt(of terminal: Pseudoterminal) throws {
    try terminal.wait { $0.cursorLine == "shop> |" }
  }

  @Test func `a prompt shows what happens on the bus, and the process goes on without it`() throws {
    let terminal = try shop()
    try waitForPrompt(of: terminal)
    try terminal.send("emit order.paid {\"order\": 7}\r")
    try terminal.read(until: "order 7 is on its way")
    try terminal.send("subscribe order.paid print\r")
    try terminal.read(until: "subscribed print to order.paid")
    try terminal.send("sell\r")
    try terminal.read(until: "#2 order.paid {\"order\":8}")
    try terminal.read(until: "3 handlers: 3 completed")
    try waitForPrompt(of: terminal)
    try terminal.send("\u{4}")
    try terminal.read(until: "the process goes on with [\"ship\", \"audit\"], 2 completed")
    #expect(try terminal.waitForExit() == 7)
  }

  @Test func `Ctrl-C ends the command, and later again the process`() throws {
    let terminal = try shop()
    try waitForPrompt(of: terminal)
    try terminal.send("emit long.job\r")
    try terminal.wait { $0.lines.contains { $0.contains("work") && !$0.contains("emit") } }
    try terminal.send("\u{3}")
    try terminal.read(until: "1 handler: 1 cancelled")
    try waitForPrompt(of: terminal)
    try terminal.send("quit\r")
    try terminal.read(until: "Ctrl-C ends the process: true")
    #expect(try terminal.waitForExit() == 7)
  }

  @Test func `a script from standard input ends without the process`() throws {
    let program = try Program(
      at: Pseudoterminal.product("AttachedProgram"),
      [],
      input: """
        catalog
        unsubscribe order.paid audit
        reset
        interleave 2 x.bus
        emit order.paid {"order": 1}
        """.utf8,
      mergesErrors: true
    )
    let text = program.output
    #expect(text.contains("ship                       send the goods\n    reads order\n"))
    #expect(text.contains("audit                      a handler of the application\n"))
    #expect(text.contains("unsubscribed audit from order.paid\n"))
    let refusal =
      "error: expected an application that can be made again, found one that is running already"
    #expect(text.contains("shop: <stdin>:3:1: \(refusal)\n"))
    #expect(text.contains("shop: <stdin>:4:1: \(refusal)\n"))
    #expect(text.contains("└─ ship  completed  order 1 is on its way\n"))
    #expect(text.contains("the process goes on with [\"ship\"], 1 completed\n"))
    #expect(program.status == 7)
  }
}
