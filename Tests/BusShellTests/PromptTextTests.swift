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
    #expect(prompt.text.text == text)
    #expect(prompt.width == text.count)
  }

  @Test func `the prompt names the recording that is open`() async {
    let test = ShellTest().options { $0.isEmpty = true }
    let open = await test.script("open sourced/shop.jsonl").run()
    #expect(Prompt.command(open.vocabulary).text.text == "busctl shop.jsonl> ")
    let closed = await test.script("open sourced/shop.jsonl\nclose").run()
    #expect(Prompt.command(closed.vocabulary).text.text == "busctl 0 events> ")
  }

  @Test func `a question has a prompt of its own`() {
    #expect(Prompt.step(in: "busctl").text.text == "busctl step> ")
    #expect(Prompt.prediction(in: "busctl").text.text == "busctl predict> ")
  }

  @Test(arguments: [Prompt.step(in: "busctl"), .prediction(in: "busctl")])
  func `the second prompt is as wide as the first`(prompt: Prompt) {
    let second = Prompt.continuation(of: prompt)
    #expect(second.width == prompt.width)
    let text = second.text.text
    #expect(text.count == prompt.width)
    #expect(text.trimmingPrefix { $0 == " " } == "...> ")
  }

  @Test func `the parts of a prompt have styles`() {
    let parts = Prompt.step(in: "busctl").text.parts
    #expect(parts.map(\.text) == ["busctl", " step", "> "])
    #expect(parts.map(\.style) == [.event, .faint, nil])
  }
}
