import Foundation
import Testing

/// Keys at the prompt, and their effect on the screen.
@Suite(.serialized)
struct PromptKeyTests {
  private static let left = "\u{1b}[D"
  private static let up = "\u{1b}[A"
  private static let home = "\u{1b}[H"
  private static let end = "\u{1b}[F"
  private static let delete = "\u{1b}[3~"
  private static let wordLeft = "\u{1b}[1;5D"
  private static let wordRight = "\u{1b}[1;5C"
  private static let paste = (begin: "\u{1b}[200~", end: "\u{1b}[201~")

  private func busctl(
    _ arguments: [String] = ["--empty"],
    environment: [String: String] = [:],
    columns: Int = 80
  ) throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      arguments,
      environment: environment,
      columns: columns
    )
    try terminal.begin()
    return terminal
  }

  @Test(arguments: [
    (home + "X", "X|one two"), (home + end + "X", "one twoX|"), (home + delete, "|ne two"),
    (wordLeft + "X", "one X|two"), (wordLeft + wordLeft + wordRight + "X", "oneX| two"),
    (left + left + "\u{7f}", "one |wo"), ("\u{17}", "one |"), ("\u{15}", "|"), ("\u{1}\u{b}", "|"),
    ("\u{1}\u{6}X", "oX|ne two"), ("\u{1c}Y", "one twoY|"),
  ])
  func `the keys of emacs edit the line`(keys: String, line: String) throws {
    let terminal = try busctl()
    try terminal.send("one two")
    try terminal.wait(forLine: "busctl> one two")
    try terminal.send(keys)
    try terminal.wait(forLine: "busctl> " + line)
  }

  @Test func `the keys of vi can be chosen`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data("bind -v\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let terminal = try busctl(environment: ["EDITRC": file.path])
    try terminal.send("emit a b\u{1b}0x")
    try terminal.wait(forLine: "busctl> |mit a b")
    try terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("mit a b^C") }
    try terminal.waitForPrompt()
    try terminal.send("emit e\r")
    try terminal.wait { $0.text.contains("#1 e {}") }
  }

  @Test func `Ctrl-R finds earlier commands`() throws {
    let terminal = try busctl()
    for (index, event) in ["order.paid", "user.created"].enumerated() {
      try terminal.send("emit \(event)\r")
      try terminal.wait { $0.text.contains("#\(index + 1) \(event) {}") }
      try terminal.waitForPrompt()
    }
    try terminal.send("\u{12}paid")
    try terminal.wait { $0.text.contains("bck:paid") }
    try terminal.send("\r")
    try terminal.wait { $0.text.contains("#3 order.paid {}") }
  }

  @Test func `an error leaves the line in the history, to be mended`() throws {
    let terminal = try busctl()
    try terminal.send("emti e\r")
    try terminal.wait { $0.text.contains("hint: did you mean 'emit'?") }
    try terminal.waitForPrompt()
    try terminal.send(Self.up)
    try terminal.wait(forLine: "busctl> emti e|")
    try terminal.send("\u{1}\u{6}\u{6}\(Self.delete)\u{6}t\r")
    try terminal.wait { $0.text.contains("#1 e {}") }
  }

  @Test func `Tab inserts the certain part, and lists the candidates`() throws {
    let terminal = try busctl([], columns: 160)
    let home = terminal.home.path
    try FileManager.default.createDirectory(
      at: terminal.home.appending(path: "sub"),
      withIntermediateDirectories: true
    )
    for (typed, line) in [
      ("sub\t", "subscribe |"), ("gro\t", "subscribe group.updated |"),
      ("pr\t", "subscribe group.updated print |"),
      ("\u{15}unsubscribe invite.accepted t\t", "unsubscribe invite.accepted track |"),
      ("\u{15}emit invite.accepted {\"u\t7}", "emit invite.accepted {\"user_id\": 7}|"),
      ("\u{15}source \(home)/su\t", "source \(home)/sub/|"),
      ("\u{15}set col\tal\t", "set color always |"),
    ] {
      try terminal.send(typed)
      try terminal.wait(forLine: "busctl> " + line)
    }
    try terminal.send("\u{15}unsubscribe invite.accepted \t")
    try terminal.wait { $0.text.hasSuffix("\nnotify      join-group  track       webhook") }
    try terminal.wait(forLine: "busctl> unsubscribe invite.accepted |")
    try terminal.send("t")
    try terminal.wait { !$0.text.contains("webhook") }
  }

  @Test func `Tab completes a name between quotes, and goes on into a directory`()
    throws
  {
    let terminal = try busctl([], columns: 160)
    let directory = terminal.home.appending(path: "sub dir")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    for name in ["sub dir/it's.bus", ".hidden.bus"] {
      try Data("emit e\n".utf8).write(to: terminal.home.appending(path: name))
    }
    let home = terminal.home.path
    for (begun, directory, file) in [
      ("\(home)/su", "\\ dir/", "it\\'s.bus "), ("\"\(home)/su", " dir/", "it's.bus\" "),
      ("'\(home)/su", " dir/", "it'\\''s.bus' "),
    ] {
      try terminal.send("\u{15}source \(begun)\t")
      try terminal.wait(forLine: "busctl> source \(begun)b\(directory)|")
      try terminal.send("\t")
      try terminal.wait(forLine: "busctl> source \(begun)b\(directory)\(file)|")
    }
    try terminal.send("\u{15}source \(home)/.h\t")
    try terminal.wait(forLine: "busctl> source \(home)/.hidden.bus |")
    try terminal.send("\r")
    try terminal.wait { $0.text.contains("#1 e {}") }
  }

  @Test func `Tab without anything to offer rings the bell`() throws {
    let terminal = try busctl()
    try terminal.send("wait \t")
    try terminal.read(until: "\u{7}")
  }

  @Test func `Tab lists as many rows as fit the window`() throws {
    let terminal = try busctl([], columns: 40)
    let events = (10..<70).map { "an.event.with.a.long.name.\($0)" }
    let script = terminal.home.appending(path: "many.bus")
    let lines = events.map { "subscribe \($0) print\n" }.joined() + "emit last\n"
    try Data(lines.utf8).write(to: script)
    try terminal.send("source \(script.path)\r")
    try terminal.wait { $0.text.contains("#1 last {}") }
    try terminal.waitForPrompt()
    try terminal.send("emit an\t\t")
    try terminal.wait { $0.text.hasSuffix("name.29\n... 40 more, Tab shows them") }
    #expect(terminal.screen.cursorLine == "busctl> emit an.event.with.a.long.name.|")
    try terminal.send("\t\t")
    try terminal.wait { $0.text.hasSuffix("name.68\nan.event.with.a.long.name.69") }
    #expect(terminal.screen.text.contains("name.\nan.event.with.a.long.name.50\n"))
    terminal.resize(columns: 10, rows: 24)
    try terminal.wait { $0.text.hasSuffix("...ame.68\n...ame.69") }
    try terminal.send("\t")
    try terminal.wait { $0.text.hasSuffix("...ame.29\n+40") }
    try terminal.send("1")
    try terminal.wait { $0.text.hasSuffix("name.1") }
  }

  @Test func `Tab lists below a line that is wrapped, with the cursor in its middle`() throws {
    let terminal = try busctl(["--empty"], columns: 31)
    try terminal.send("st  {\"a long payload\": \"that is wrapped\"}")
    try terminal.wait { $0.cursorLine.hasPrefix("is wrapped\"}") || $0.row == 1 }
    try terminal.send("\u{1}\u{6}\u{6}\u{7f}")
    try terminal.wait { $0.row == 0 && $0.cursorLine.hasPrefix("busctl> s|  {") }
    try terminal.send("\t")
    try terminal.wait { screen in
      screen.lines.contains { $0.hasPrefix("set  ") && $0.contains("  step") }
        && screen.cursorLine == "busctl> s|  {\"a long payload\": \""
    }
    let lines = terminal.screen.lines
    #expect(lines[0] == "busctl> s  {\"a long payload\": \"")
    #expect(lines[1] == "that is wrapped\"}")
    #expect(lines[2].hasPrefix("save  ") || lines[2].hasPrefix("set  "))
  }

  @Test func `a paste arrives whole, as one command that waits for Enter`() throws {
    let terminal = try busctl()
    let text = "emit e {\r\t\"a\": 1,\r\"b\": \"\u{1b}[2J\"\n}\n"
    try terminal.send(Self.paste.begin + text + Self.paste.end)
    try terminal.wait { $0.cursorLine == "}|" }
    #expect(terminal.screen.lines[0] == "busctl> emit e {")
    #expect(!terminal.screen.text.contains("#1"))
    try terminal.send("\r")
    try terminal.wait { $0.text.contains("#1 e {\"a\":1,\"b\":\"[2J\"}") }
    try terminal.waitForPrompt()
    try terminal.send("history\r")
    try terminal.wait { $0.text.contains("1  emit e {\n    \"a\": 1,\n   \"b\": \"[2J\"\n   }\n") }
  }

  @Test func `several commands that are pasted run one after another`() throws {
    let terminal = try busctl()
    try terminal.send("\(Self.paste.begin)emit a\nemit b\nemit c\(Self.paste.end)\r")
    try terminal.wait { $0.text.contains("#1 a {}") && $0.text.contains("#3 c {}") }
  }
}
