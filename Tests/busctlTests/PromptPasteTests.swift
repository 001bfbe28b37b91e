import Foundation
import Glibc
import Testing

/// Pasted text, sequences that arrive in pieces, and keys that libedit must not get.
@Suite(.serialized)
struct PromptPasteTests {
  private static let begin = "\u{1b}[200~"
  private static let end = "\u{1b}[201~"

  private func busctl(
    _ arguments: [String] = ["--empty"],
    editrc: String = "",
    columns: Int = 80
  ) throws -> Pseudoterminal {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(editrc.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      arguments,
      environment: ["EDITRC": file.path],
      columns: columns
    )
    try terminal.begin()
    return terminal
  }

  @Test(arguments: ["\u{16}", "\0", "\u{1b}", "\u{18}", "\u{1b}2", "\u{12}x"], ["", "bind -v\n"])
  func `a paste after a key that waits for another one is kept`(key: String, editrc: String) throws
  {
    let terminal = try busctl(editrc: editrc)
    try terminal.send(key)
    try terminal.send(Self.begin + "emit pasted" + Self.end)
    try terminal.wait { $0.text.contains("emit pasted") }
    #expect(!terminal.screen.text.contains("\\u{"))
  }

  @Test func `Ctrl-C ends a paste whose end is lost`() throws {
    let terminal = try busctl()
    try terminal.send(Self.begin + "emit lost\u{3}")
    try terminal.wait { $0.text.contains("emit lost^C") }
    try terminal.waitForPrompt()
    try terminal.send("emit a\r")
    try terminal.wait { $0.text.contains("#1 a {}") }
  }

  @Test func `a pause ends a paste whose end is lost`() throws {
    let terminal = try busctl()
    try terminal.send(Self.begin + "emit a")
    try terminal.wait(forLine: "busctl> emit a")
    try terminal.send("b\r")
    try terminal.wait { $0.text.contains("#1 ab {}") }
  }

  @Test(arguments: ["\r\n", "\n", "\r", "\r\r"])
  func `lines of a paste have one end each`(lineEnd: String) throws {
    let terminal = try busctl()
    try terminal.send(Self.begin + ["emit a", "emit b", ""].joined(separator: lineEnd) + Self.end)
    try terminal.wait { $0.text.hasSuffix("busctl> emit a\nemit b") }
  }

  @Test func `Ctrl-C gives up all commands that were pasted together`() throws {
    let terminal = try busctl()
    try terminal.run("subscribe e sleep 1m")
    try terminal.send(Self.begin + "emit e\nemit other\nemit third\n" + Self.end + "\r")
    try terminal.wait { $0.text.contains("sleep 1m in #1 e, ") }
    try terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("1 handler: 1 cancelled in ") }
    try terminal.wait { $0.cursorLine == "busctl> |" }
    try terminal.send("emit last\r")
    try terminal.wait { $0.text.contains("#2 last {}") }
  }

  @Test(arguments: [
    ("\u{1b}x", ""), ("\u{1b}x", "bind -e\n"), (":", "bind -v\n"),
    ("\u{14}", "bind ^T ed-command\n"), ("\u{14}", "bind -s ^T \"\\\\ex\"\n"),
  ])
  func `commands of libedit cannot be reached`(key: String, editrc: String) throws {
    let terminal = try busctl(editrc: editrc)
    if editrc.contains("-v") {
      try terminal.send("\u{1b}")
      try terminal.wait { $0.text.contains("-- command --") }
    }
    try terminal.send(key)
    if editrc.contains("-v") { try terminal.send("i") }
    try terminal.send("don't\r")
    try terminal.wait { $0.text.contains("don't") && $0.text.contains("error") }
    try terminal.waitForPrompt()
  }

  @Test func `an .editrc with an open quote, or that turns editing off, does no harm`() throws {
    let terminal = try busctl(editrc: "bind ^T 'ed-move\nedit off\nbusctl:edit off\n")
    try terminal.send("emit e")
    try terminal.wait(forLine: "busctl> emit e")
  }

  @Test(arguments: ["/zzz\r", "/zzz\u{1b}", "?\u{1b}", "/zzz\u{7f}\u{7f}\u{7f}\u{7f}"])
  func `a search of vi without a hit leaves the line`(keys: String) throws {
    let terminal = try busctl(editrc: "bind -v\n")
    try terminal.send("emit e\u{1b}")
    try terminal.wait { $0.text.contains("-- command --") }
    try terminal.send(keys)
    try terminal.wait(forLine: "busctl> emit |e")
    try terminal.send("nNn")
    try terminal.send("A2")
    try terminal.wait { $0.text.contains("e2") }
    try terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("^C") }
    try terminal.waitForPrompt()
  }

  @Test(arguments: [
    ("{\"us|\": 1}", "{\"user_id\": |1}"), ("{\"us|\":1}", "{\"user_id\":|1}"),
    ("{\"us|\"}", "{\"user_id\"|}"), ("{\"us|er_id\": 1}", "{\"user_id\": |1}"),
    ("{\"us|}", "{\"user_id\": |}"),
  ])
  func `Tab inside a word does not double its end`(typed: String, line: String) throws {
    let terminal = try busctl([])
    let parts = typed.split(separator: "|", omittingEmptySubsequences: false)
    try terminal.send("emit invite.accepted " + parts.joined())
    try terminal.wait { $0.text.contains(parts.joined()) }
    try terminal.send(String(repeating: "\u{1b}[D", count: parts[1].count) + "\t")
    try terminal.wait(forLine: "busctl> emit invite.accepted " + line)
  }

  @Test func `the mark of an error in a line of several rows stands below the error`() throws {
    let terminal = try busctl(columns: 40)
    try terminal.send("emit e {\"a\" 1, \"note\": \"a text that needs more than one row\"}\r")
    try terminal.wait { $0.text.contains("expected ':' after the key") }
    let lines = terminal.screen.lines
    let mark = try #require(lines.firstIndex { $0.hasSuffix("^") })
    let column = lines[mark].count - 1
    #expect(lines[mark - 1].dropFirst(column).hasPrefix("1, "))
  }
}
