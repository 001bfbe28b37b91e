import Foundation
import Testing

/// Hints and colours while a line is typed.
@Suite(.serialized)
struct PromptHintTests {
  private func busctl(_ environment: [String: String] = ["NO_COLOR": ""]) throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--empty"],
      environment: environment
    )
    try terminal.waitForPrompt()
    try terminal.send("emit order.paid\r")
    try terminal.wait { $0.text.contains("#1 order.paid {}") }
    try terminal.waitForPrompt()
    return terminal
  }

  @Test(arguments: ["\u{1b}[C", "\u{1b}OC", "\u{1b}[F", "\u{5}", "\u{6}"])
  func `the end of an earlier command is proposed, and taken with a key`(key: String) throws {
    let terminal = try busctl()
    try terminal.send("emit o")
    try terminal.wait(forLine: "busctl 0 events> emit o|rder.paid")
    try terminal.send("x\u{7f}")
    try terminal.wait(forLine: "busctl 0 events> emit o|rder.paid")
    try terminal.send(key)
    try terminal.wait(forLine: "busctl 0 events> emit order.paid|")
  }

  @Test func `a hint that is not taken is no part of the command`() throws {
    let terminal = try busctl()
    try terminal.send("emit o\r")
    try terminal.wait { $0.text.contains("#2 o {}") }
    #expect(terminal.screen.lines.contains("busctl 0 events> emit o"))
  }

  @Test func `hints can be turned off`() throws {
    let terminal = try busctl()
    try terminal.send("set hints off\r")
    try terminal.wait { $0.text.contains("set hints off") }
    try terminal.waitForPrompt()
    try terminal.send("emit o")
    try terminal.wait(forLine: "busctl 0 events> emit o|")
  }

  @Test func `colours show mistakes before Enter, and not where they are not wanted`() throws {
    let colored = try busctl()
    try colored.send("emti ")
    try colored.read(until: "\u{1b}[31memti\u{1b}[0m")
    let plain = try busctl(["NO_COLOR": "1"])
    try plain.send("emit o")
    try plain.wait(forLine: "busctl 0 events> emit o|")
    #expect(!plain.transcript.contains("\u{1b}[3"))
  }
}
