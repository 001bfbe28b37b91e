import Testing

/// Habits of other shells, at a real terminal.
@Suite(.serialized)
struct PromptHabitTests {
  private func busctl() throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--empty", "--clock", "virtual"]
    )
    try terminal.waitForPrompt()
    return terminal
  }

  @Test(arguments: ["exit", ".quit", #"\q"#])
  func `other names of quit leave`(line: String) throws {
    let terminal = try busctl()
    try terminal.send("\(line)\r")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test func `clear leaves nothing but the prompt on the screen`() throws {
    let terminal = try busctl()
    try terminal.send("emit before\r")
    try terminal.read(until: "#1 before {}")
    try terminal.waitForPrompt()
    try terminal.send("clear\r")
    try terminal.wait { $0.row == 0 && !$0.text.contains("before") && $0.cursorLine == "busctl> |" }
    try terminal.send("emit after\r")
    try terminal.read(until: "#2 after {}")
  }

  @Test func `an emission in the background has a number, which completes`() throws {
    let terminal = try busctl()
    try terminal.send("subscribe e sleep 1s\r")
    try terminal.read(until: "subscribed")
    try terminal.waitForPrompt()
    try terminal.send("emit e &\r")
    try terminal.read(until: "[1] emit e\r\n")
    try terminal.wait { $0.cursorLine == "busctl 1 running> |" }
    try terminal.send("wait \t\r")
    try terminal.read(until: "1 handler: 1 completed")
    try terminal.waitForPrompt()
  }

  @Test func `Ctrl-C ends what is repeated`() throws {
    let terminal = try Pseudoterminal(Pseudoterminal.product("busctl"), ["--empty"])
    try terminal.waitForPrompt()
    try terminal.send("subscribe e sleep 60m\r")
    try terminal.read(until: "subscribed")
    try terminal.waitForPrompt()
    try terminal.send("repeat 3 emit e\r")
    try terminal.read(until: "sleep 60m in #1 e")
    try terminal.send("\u{3}")
    try terminal.read(until: "1 handler: 1 cancelled")
    try terminal.waitForPrompt()
    #expect(!terminal.transcript.contains("#2"))
  }
}
