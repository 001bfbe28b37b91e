import BusLanguage
import BusShell
import TerminalText
import Testing

/// The texts of prompts and their widths.
struct PromptTextTests {
  @Test func `the prompt of a command is the name of the program`() async {
    let session = await ShellTest().script("emit e").run()
    let prompt = Prompt.command(session.vocabulary)
    #expect(prompt.text.text == "busctl> ")
    #expect(prompt.width == 8)
  }

  @Test func `the prompt names the recording that is open`() async {
    let test = ShellTest().options { $0.isEmpty = true }
    let open = await test.script("open sourced/shop.jsonl").run()
    #expect(Prompt.command(open.vocabulary).text.text == "busctl shop.jsonl> ")
    let closed = await test.script("open sourced/shop.jsonl\nclose").run()
    #expect(Prompt.command(closed.vocabulary).text.text == "busctl> ")
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
