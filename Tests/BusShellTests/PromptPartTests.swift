import BusLanguage
import BusShell
import TerminalText
import Testing

/// What a prompt is made of, without a terminal.
struct PromptPartTests {
  private func vocabulary(after script: String = "") async -> Vocabulary {
    await ShellTest().options { $0.isEmpty = true }.script(script).run().vocabulary
  }

  // MARK: - Prompt

  @Test(arguments: [
    ("", "busctl 0 events> "), ("subscribe e print", "busctl 1 event> "),
    ("subscribe e print\nsubscribe f print", "busctl 2 events> "),
  ])
  func `the prompt counts the events`(script: String, text: String) async {
    let prompt = Prompt.command(await vocabulary(after: script))
    #expect(prompt.text(Palette(isColored: false), mark: "!") == text)
    #expect(prompt.width == text.count)
  }

  @Test func `a question has a prompt of its own`() {
    let plain = Palette(isColored: false)
    #expect(Prompt.step.text(plain, mark: "") == "busctl step> ")
    #expect(Prompt.prediction.text(plain, mark: "") == "busctl predict> ")
  }

  @Test(arguments: [Prompt.step, .prediction])
  func `the second prompt is as wide as the first`(prompt: Prompt) {
    let second = Prompt.continuation(of: prompt)
    #expect(second.width == prompt.width)
    let text = second.text(Palette(isColored: false), mark: "")
    #expect(text.count == prompt.width)
    #expect(text.trimmingPrefix { $0 == " " } == "...> ")
  }

  @Test func `what takes no columns stands between marks`() {
    let text = Prompt.step.text(Palette(isColored: true), mark: "!")
    #expect(text == "!\u{1b}[1m!busctl!\u{1b}[0m\u{1b}[2m! step!\u{1b}[0m!> ")
    let pieces = text.split(separator: "!", omittingEmptySubsequences: false)
    let visible = pieces.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    #expect(visible.joined() == "busctl step> ")
  }

  // MARK: - Layout

  @Test(arguments: [
    ("", 8, 20, 0, 8), ("abc", 8, 20, 0, 11), ("abcdefghijkl", 8, 20, 1, 0),
    ("abcdefghijklm", 8, 20, 1, 1), ("a\nb", 8, 20, 1, 1), ("\t", 8, 20, 0, 16),
    ("\t", 7, 20, 0, 8),
    ("\u{1}", 8, 20, 0, 10), ("\u{7f}", 19, 20, 1, 2), ("日", 18, 20, 1, 0), ("日", 19, 20, 1, 2),
    ("e\u{301}", 8, 20, 0, 9), ("abc", 45, 20, 2, 8), ("abc", 0, 0, 3, 0),
  ])
  func `text is laid out as libedit does it`(
    text: String,
    start: Int,
    columns: Int,
    row: Int,
    column: Int
  ) {
    var layout = TextLayout(from: start, columns: columns)
    layout.append(text.unicodeScalars) { scalar in
      switch scalar {
      case "日": 2
      case "\u{301}": 0
      default: 1
      }
    }
    #expect((layout.row, layout.column) == (row, column))
  }

  // MARK: - Pasted text

  @Test(arguments: [
    ("one", "one"), ("one\n", "one"), ("one\ntwo\n", "one\ntwo"), ("one\rtwo\r", "one\ntwo"),
    ("one\r\ntwo\r\n", "one\ntwo"), ("a\r\n\r\nb", "a\n\nb"), ("\r\r", "\n"), ("a\tb", "a b"),
    ("\u{1b}[2J\u{7}", "[2J"), ("\u{9b}1A\u{202e}", "1A"), ("", ""), ("größe 日本", "größe 日本"),
  ])
  func `pasted text is text, whatever it was to a terminal`(pasted: String, line: String) {
    #expect(PastedText.line(Array(pasted.unicodeScalars)) == line)
  }

  // MARK: - Lists

  private func rows(_ names: [String], columns: Int) async -> [String] {
    let lines = names.map { "subscribe \(Word.spelling(of: $0)) print\n" }.joined()
    let completer = Completer(await vocabulary(after: lines)) { _ in [] }
    return CandidateList.rows(
      completer.completion(of: Array("emit ".utf8)).candidates,
      columns: columns
    )
  }

  @Test func `candidates stand in columns, read downwards`() async {
    let names = ["a", "bb", "ccc", "d", "e"]
    #expect(await rows(names, columns: 80) == ["a    bb   ccc  d    e"])
    #expect(await rows(names, columns: 12) == ["a    d", "bb   e", "ccc"])
    #expect(await rows(names, columns: 1) == names)
  }

  @Test func `wide names and control characters keep the columns`() async {
    #expect(await rows(["a\u{1b}", "日本", "z"], columns: 40) == ["a\\u{1b}  z        日本"])
  }

  @Test func `a list is cut after twenty rows`() async {
    let names = (10..<60).map { "e\($0)" }
    let all = await rows(names, columns: 9)
    #expect(all.count == 21)
    #expect(all.last == "... 50 in all")
    #expect(await rows(Array(names.prefix(20)), columns: 6) == Array(names.prefix(20)))
  }
}
