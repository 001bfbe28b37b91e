import BusLanguage
import BusShell
import Testing

struct HistoryTests {
  @Test func `commands are kept, except for repeated, blank and indented ones`() {
    var history = History()
    for entry in ["emit a", "emit a", " emit secret", "", " \t", "emit b", "emit a"] {
      _ = history.add(entry)
    }
    #expect(history.entries == ["emit a", "emit b", "emit a"])
  }

  @Test(arguments: [
    ["emit e"], ["emit e {\n  \"a\": 1\n}", "handlers"], ["print \\n \\\\", "größe 日本 👩‍👧"], [],
    ["a\u{1b}[2Jb", "tab\there"],
  ])
  func `a file gives back its entries`(entries: [String]) {
    let text = entries.map(History.line).joined()
    #expect(text.split(separator: "\n").count == entries.count)
    #expect(History(text: Array(text.utf8)[...]).entries == entries)
  }

  @Test func `a file of any bytes is read`() {
    let bytes: [UInt8] = [0xff, 0x0a, 0x0a, 0x0a, 0x65, 0x5c]
    #expect(History(text: bytes[...]).entries == ["\u{fffd}", "e"])
  }

  @Test func `the newest entries stay if there are too many`() {
    let text = (1...History.capacity + 5).map { "emit e\($0)\n" }.joined()
    var history = History(text: Array(text.utf8)[...])
    #expect(history.entries.count == History.capacity)
    #expect(history.entries.first == "emit e6")
    _ = history.add("one more")
    #expect(history.entries.count == History.capacity)
    #expect(history.entries.first == "emit e7")
  }

  @Test(arguments: [
    ("", ""), ("\n\n", ""), ("a", "a"), ("\na\n\n", "a\n\n"), ("a\nb", "a\nb"),
  ])
  func `a text with few entries is kept but for blank lines before them`(
    text: String,
    newest: String
  ) {
    #expect(Array(History.newest(of: Array(text.utf8)[...])) == Array(newest.utf8))
  }

  @Test func `the newest part of a text begins with the oldest entry that is kept`() {
    let text = (1...History.capacity + 2).map { "emit e\($0)\n\n" }.joined() + "cut"
    let newest = History.newest(of: Array(text.utf8)[...])
    #expect(String(decoding: newest, as: UTF8.self).hasPrefix("emit e4\n\nemit e5\n"))
    #expect(newest.endIndex == text.utf8.count)
  }

  private struct Remembered: CommandHistory {
    let entries: [String]
  }

  @Test(arguments: [
    (
      "history", ShellOptions.Format.text,
      "1  emit a\n2  emit e {\n     \"x\\t\": 1\n   }\n3  history\n"
    ),
    ("history 1", .text, "3  history\n"),
    ("history 0", .text, ""),
    (
      "history 2", .jsonl,
      #"{"kind":"history","number":2,"text":"emit e {\n  \"x\t\": 1\n}"}"# + "\n"
        + #"{"kind":"history","number":3,"text":"history"}"# + "\n"
    ),
  ])
  func `history lists the typed commands`(
    command: String,
    format: ShellOptions.Format,
    expected: String
  ) async {
    let history = Remembered(entries: ["emit a", "emit e {\n  \"x\t\": 1\n}", "history"])
    let result = await ShellTest().options { $0.format = format }.history(history)
      .script(command).run()
    result.expect(output: expected)
  }
}
