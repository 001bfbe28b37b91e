import BusLanguage
import BusShell
import TerminalText
import Testing

/// The texts of prompts and their widths.
struct PromptTextTests {
  @Test(arguments: [
    ("", "busctl 0 events> "), ("subscribe e print", "busctl 1 event> "),
    ("subscribe e print\nsubscribe f print", "busctl 2 events> "),
  ])
  func `the prompt counts the events`(script: String, text: String) async {
    let session = await ShellTest().options { $0.isEmpty = true }.script(script).run()
    let prompt = Prompt.command(session.vocabulary)
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

  @Test func `escape sequences in a prompt stand between marks`() {
    let text = Prompt.step.text(Palette(isColored: true), mark: "!")
    #expect(text == "!\u{1b}[1m!busctl!\u{1b}[0m\u{1b}[2m! step!\u{1b}[0m!> ")
    let pieces = text.split(separator: "!", omittingEmptySubsequences: false)
    let visible = pieces.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    #expect(visible.joined() == "busctl step> ")
  }
}
