import Foundation
import Testing

/// Hints and colours while a line is typed.
@Suite(.serialized)
struct PromptHintTests {
  private func busctl(
    _ arguments: [String] = [],
    environment: [String: String] = ["NO_COLOR": ""]
  ) throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--empty"] + arguments,
      environment: environment
    )
    try terminal.begin()
    try terminal.send("emit order.paid\r")
    try terminal.wait { $0.text.contains("#1 order.paid {}") }
    try terminal.waitForPrompt()
    return terminal
  }

  @Test(arguments: ["\u{1b}[C", "\u{1b}OC", "\u{1b}[F", "\u{5}", "\u{6}"])
  func `the end of an earlier command is proposed, and taken with a key`(key: String) throws {
    let terminal = try busctl()
    try terminal.send("emit o")
    try terminal.wait(forLine: "busctl> emit o|rder.paid")
    try terminal.send("x\u{7f}")
    try terminal.wait(forLine: "busctl> emit o|rder.paid")
    try terminal.send(key)
    try terminal.wait(forLine: "busctl> emit order.paid|")
  }

  @Test func `a hint that is not taken is no part of the command`() throws {
    let terminal = try busctl()
    try terminal.send("emit o\r")
    try terminal.wait { $0.text.contains("#2 o {}") }
    #expect(terminal.screen.lines.contains("busctl> emit o"))
  }

  @Test(arguments: ["\u{1b}[C", "\u{5}"])
  func `operands are shown behind the line, and no key takes them`(key: String) throws {
    let terminal = try busctl()
    try terminal.send("subscribe ")
    try terminal.wait(forLine: "busctl> subscribe |EVENT HANDLER [ARG...]")
    try terminal.send("e \(key)sleep \(key)")
    try terminal.wait(forLine: "busctl> subscribe e sleep |DURATION")
    try terminal.send("1s")
    try terminal.wait(forLine: "busctl> subscribe e sleep 1s|")
    try terminal.send(" \u{1b}[D\u{7f}")
    try terminal.wait(forLine: "busctl> subscribe e sleep 1|")
  }

  @Test func `an earlier command comes before operands`() throws {
    let terminal = try busctl()
    try terminal.send("emit ")
    try terminal.wait(forLine: "busctl> emit |order.paid")
    try terminal.send("x ")
    try terminal.wait(forLine: "busctl> emit x |[JSON-OBJECT] [&]")
    try terminal.send("\u{1b}[C{}\r")
    try terminal.wait { $0.text.contains("#2 x {}") }
    #expect(terminal.screen.lines.contains("busctl> emit x {}"))
  }

  @Test func `operands give way to a cursor in the line, a list, and the edge of the window`()
    throws
  {
    let terminal = try busctl()
    try terminal.send("diff ")
    try terminal.wait(forLine: "busctl> diff |N|recorded M")
    try terminal.send("\u{1b}[D")
    try terminal.wait(forLine: "busctl> diff|")
    try terminal.send("\u{15}set ")
    try terminal.wait(forLine: "busctl> set |[OPTION] [VALUE]")
    try terminal.send("\t")
    try terminal.wait { $0.cursorLine == "busctl> set |" && $0.text.contains("timing") }
    terminal.resize(columns: 14, rows: 24)
    try terminal.send("\u{15}diff ")
    try terminal.wait(forLine: "busctl> diff |")
  }

  @Test func `a hint for which there is no room ends with an ellipsis`() throws {
    let terminal = try busctl()
    try terminal.send("emit long {\"日本\": \"\(String(repeating: "日", count: 200))\"}\r")
    try terminal.wait { $0.text.contains("#2 long") }
    try terminal.waitForPrompt()
    terminal.resize(columns: 31, rows: 24)
    try terminal.send("emit l")
    try terminal.wait(forLine: "busctl> emit l|ong {\"日本\": \"…")
    try terminal.send("o")
    try terminal.wait(forLine: "busctl> emit lo|ng {\"日本\": \"…")
    try terminal.send("\u{1b}[C\u{15}emit or")
    try terminal.wait(forLine: "busctl> emit or|der.paid")
  }

  @Test(arguments: [["--no-hints"], []])
  func `hints can be turned off, both kinds`(arguments: [String]) throws {
    let terminal = try busctl(arguments)
    if arguments.isEmpty {
      try terminal.send("set hints off\r")
      try terminal.wait { $0.text.contains("set hints off") }
      try terminal.waitForPrompt()
    }
    for line in ["emit o", "emit ", "diff "] {
      try terminal.send("\u{15}" + line)
      try terminal.wait(forLine: "busctl> \(line)|")
    }
  }

  @Test func `colours show mistakes before Enter, and not where they are not wanted`() throws {
    let colored = try busctl()
    try colored.send("emti ")
    try colored.read(until: "\u{1b}[31memti\u{1b}[0m")
    let plain = try busctl(environment: ["NO_COLOR": "1"])
    try plain.send("emit o")
    try plain.wait(forLine: "busctl> emit o|")
    #expect(!plain.transcript.contains("\u{1b}[3"))
  }

  @Test(arguments: ["set color never", "set color off"])
  func `colours while typing can be turned off, and hints go with them`(command: String) throws {
    let terminal = try busctl()
    try terminal.send(command + "\r")
    try terminal.wait { $0.text.contains(command + "\n") }
    try terminal.waitForPrompt()
    let before = terminal.transcript.count
    try terminal.send("emti {\"a\": 1} ")
    try terminal.wait(forLine: "busctl> emti {\"a\": 1} |")
    #expect(!terminal.transcript.dropFirst(before).contains("\u{1b}[3"))
    #expect(!terminal.transcript.dropFirst(before).contains("\u{1b}[1m"))
  }

  @Test func `a word that is no option leads to the one for colours`() throws {
    let terminal = try busctl()
    try terminal.send("set colors off\r")
    try terminal.wait { $0.text.contains("hint: did you mean 'color'?") }
  }
}
