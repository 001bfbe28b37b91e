import Foundation
import Testing

/// Lessons, steps and predictions at a real terminal.
@Suite(.serialized)
struct PromptTeachingTests {
  private func busctl(_ arguments: [String]) throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--no-timing"] + arguments,
      columns: 100,
      rows: 50
    )
    try terminal.waitForPrompt()
    return terminal
  }

  @Test func `learn in the arguments goes on at the prompt, and progress is remembered`() throws {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["learn"],
      columns: 100,
      rows: 50
    )
    try terminal.wait { $0.text.contains("question: 'print thank you' is") }
    try terminal.wait { $0.cursorLine == "busctl lesson 1> |" }
    try terminal.send("emit order.paid\r")
    try terminal.wait { $0.text.contains("#1 order.paid {}") }
    try terminal.wait { $0.text.contains("done: Emitting to nobody") }
    try terminal.wait { $0.cursorLine == "busctl lesson 1> |" }
    try terminal.send("next\r")
    try terminal.wait { $0.cursorLine == "busctl lesson 2> |" }
    try terminal.send("reset\r")
    try terminal.wait { $0.text.contains("your session is as it was before") }
    let file = terminal.home.appending(path: ".local/state/busctl/lessons")
    #expect(try String(contentsOf: file, encoding: .utf8) == "nobody\n")
  }

  @Test func `a lesson that does not exist is wrong usage, and no prompt`() throws {
    let program = try Pseudoterminal(Pseudoterminal.product("busctl"), ["learn", "99"])
    #expect(try program.waitForExit() == 64)
    let message = "expected the number or the id of a lesson, or a file, found '99'"
    #expect(program.screen.text.contains("error: \(message)"))
  }

  @Test func `a step is answered at the prompt, and Ctrl-C there cancels the rest`() throws {
    let terminal = try busctl([])
    try terminal.run("step on")
    try terminal.send("emit user.created {\"user_id\": 1}\r")
    try terminal.wait { $0.text.contains("next: announce, for user.created") }
    try terminal.wait { $0.cursorLine == "busctl step> |" }
    try terminal.send("n\t\u{15}fa\tby hand")
    try terminal.wait(forLine: "busctl step> fail by hand|")
    try terminal.send("\r")
    try terminal.wait { $0.text.contains("└─ announce  failed  by hand") }
    try terminal.waitForPrompt()
    try terminal.send("emit document.shared\r")
    try terminal.wait { $0.text.contains("next: notify, for document.shared") }
    try terminal.wait { $0.cursorLine == "busctl step> |" }
    try terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("#2 document.shared {}") }
    try terminal.wait { $0.cursorLine == "busctl> |" }
    #expect(terminal.screen.text.contains("└─ notify  cancelled\n1 handler: 1 cancelled\n"))
  }

  @Test func `a prediction is asked for and compared`() throws {
    let terminal = try busctl([])
    try terminal.send("predict emit user.created {\"user_id\": 1}\r")
    try terminal.wait { $0.text.contains("which handlers will start, in which order?") }
    try terminal.wait { $0.cursorLine == "busctl predict> |" }
    try terminal.send("\u{3}")
    try terminal.waitForPrompt()
    #expect(!terminal.screen.text.contains("leaves"))
    try terminal.send("predict emit user.created {\"user_id\": 1}\r")
    try terminal.wait { $0.cursorLine == "busctl predict> |" }
    try terminal.send("not\t")
    try terminal.wait(forLine: "busctl predict> notify |")
    try terminal.send("\r")
    try terminal.wait { $0.text.contains("!  notify     | announce") }
    try terminal.wait { $0.text.contains("error: predicted 0 of 1 right") }
  }
}
