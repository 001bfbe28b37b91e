import Foundation
import Testing

/// Keys that terminals send as escape sequences, and pasted text, also in searches and with an
/// `.editrc`.
@Suite(.serialized)
struct PromptKeySequenceTests {
  private static let left = "\u{1b}[D"
  private static let paste = (begin: "\u{1b}[200~", end: "\u{1b}[201~")

  /// A prompt whose `.editrc` has these lines.
  private func busctl(
    _ lines: String = "",
    arguments: [String] = ["--empty"]
  ) throws
    -> Pseudoterminal
  {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(lines.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      arguments,
      environment: ["EDITRC": file.path]
    )
    try terminal.begin()
    return terminal
  }

  @Test(arguments: [
    ("\u{1b}[1~X", "X|one two"), ("\u{1b}[7~X", "X|one two"), ("\u{1b}OHX", "X|one two"),
    ("\u{1b}[H\u{1b}[4~X", "one twoX|"), ("\u{1b}[H\u{1b}[8~X", "one twoX|"),
    ("\u{1b}[1;3DX", "one X|two"), ("\u{1b}\u{1b}[DX", "one X|two"), ("\u{1b}OdX", "one X|two"),
    ("\u{1b}[H\u{1b}[1;3CX", "oneX| two"), ("\u{1b}[H\u{1b}[3;5~X", "X| two"),
    ("\u{1b}bX", "one X|two"),
  ])
  func `a key works in every form that terminals send`(keys: String, line: String) throws {
    let terminal = try busctl()
    try terminal.send("one two")
    try terminal.wait(forLine: "busctl> one two")
    try terminal.send(keys)
    try terminal.wait(forLine: "busctl> " + line)
  }

  @Test(arguments: ["", "bind -v\n", "bind -e\n"])
  func `a key that has no use types nothing`(lines: String) throws {
    let terminal = try busctl(lines)
    try terminal.send("a\u{1b}[15~\u{1b}[15;2~\u{1b}[1;2D\u{1b}[Z\u{1b}[I\u{1b}[[A\u{1b}O2Pb")
    try terminal.wait(forLine: "busctl> ab")
  }

  @Test(arguments: ["bind -e\n", "bind -v\n"])
  func `a choice of keys in .editrc leaves those that are busctl's own`(lines: String) throws {
    let terminal = try busctl(lines)
    try terminal.send("cat\t")
    try terminal.wait(forLine: "busctl> catalog")
    try terminal.send("\u{3}")
    try terminal.wait(forLine: "busctl> ")
    try terminal.send("one two\u{1b}[1;5DX")
    try terminal.wait(forLine: "busctl> one X|two")
    try terminal.send("\u{3}")
    try terminal.wait(forLine: "busctl> ")
    try terminal.send("\(Self.paste.begin)emit e {\n\t\"user\t\": 2\n}\n\(Self.paste.end)")
    try terminal.wait { $0.cursorLine == "}|" }
    try terminal.send("\r")
    try terminal.wait { $0.text.contains("#1 e {\"user \":2}") }
  }

  @Test func `a binding of a sequence in .editrc wins`() throws {
    let terminal = try busctl("bind \"\\e[1;5D\" ed-move-to-beg\nbind \"\\e[15~\" ed-move-to-end\n")
    try terminal.send("one two\u{1b}[1;5DX")
    try terminal.wait(forLine: "busctl> X|one two")
    try terminal.send("\u{1b}[15~Y")
    try terminal.wait(forLine: "busctl> Xone twoY")
  }

  @Test func `a binding of Tab in .editrc wins`() throws {
    let terminal = try busctl("bind \"^I\" ed-move-to-beg\n")
    try terminal.send("sub\tX")
    try terminal.wait(forLine: "busctl> X|sub")
  }

  /// A prompt in which Ctrl-R has found a command.
  private func search() throws -> Pseudoterminal {
    let terminal = try busctl()
    try terminal.send("emit order.paid\r")
    try terminal.wait { $0.text.contains("#1 order.paid {}") }
    try terminal.waitForPrompt()
    try terminal.send("\u{12}paid")
    try terminal.wait { $0.text.contains("bck:paid") }
    return terminal
  }

  @Test(arguments: [
    (left + "X", "emit orderX|.paid"), ("\u{1b}[1;5DX", "emit X|order.paid"),
    ("\u{1b}[FX", "emit order.paidX|"), ("\u{1b}[1~X", "X|emit order.paid"),
  ])
  func `a key ends the search of Ctrl-R and then has its effect`(keys: String, line: String) throws
  {
    let terminal = try search()
    try terminal.send(keys)
    try terminal.wait(forLine: "busctl> " + line)
  }

  @Test func `Ctrl-C in a search drops the line`() throws {
    let terminal = try search()
    try terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("emit order.paid^C\n") }
    try terminal.waitForPrompt()
  }

  @Test func `text that is pasted into a search goes into the line that was found`() throws {
    let terminal = try search()
    try terminal.send("\(Self.paste.begin) {\n\"b\": 2}\n\(Self.paste.end)")
    try terminal.wait { !$0.text.contains("bck:") && $0.text.contains("\"b\": 2}") }
    #expect(!terminal.screen.text.contains("#2"))
    #expect(!terminal.screen.text.contains("200~"))
  }

  @Test func `a paste after Escape is text`() throws {
    let terminal = try busctl()
    try terminal.send("emit \u{1b}")
    try terminal.send("\(Self.paste.begin)e\n\(Self.paste.end)")
    try terminal.wait(forLine: "busctl> emit e")
  }

  @Test func `Ctrl-C works after Escape`() throws {
    let terminal = try busctl()
    try terminal.send("emit e\u{1b}\u{3}")
    try terminal.wait { $0.text.contains("emit e^C\n") }
    try terminal.waitForPrompt()
  }

  @Test(arguments: ["\u{16}", "\0"])
  func `Ctrl-V and Ctrl-@ take the next character as it is`(key: String) throws {
    let terminal = try busctl()
    try terminal.send("emit \(key)\u{1}e\(key)\u{1b}[D")
    try terminal.wait(forLine: "busctl> emit ^Ae^[[D")
  }
}
