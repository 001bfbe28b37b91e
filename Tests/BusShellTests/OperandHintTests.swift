import BusLanguage
import BusShell
import TestSupport
import Testing

/// The operands that the prompt shows behind a line.
struct OperandHintTests {
  private func hint(
    after typed: String,
    for purpose: LineRequest.Purpose = .command
  ) async -> String {
    let session = await ShellTest().run()
    let completer = Completer(session.vocabulary, for: purpose) { _ in [] }
    return completer.operands(after: Array(typed.utf8))
  }

  @Test(arguments: [
    ("emit ", "EVENT [JSON-OBJECT] [&]"), ("  emit ", "EVENT [JSON-OBJECT] [&]"),
    ("emit e ", "[JSON-OBJECT] [&]"), ("emit e {} ", "[&]"), ("emit e & ", ""),
    ("emit e {} & ", ""), ("emit 'a b' ", "[JSON-OBJECT] [&]"),
    ("subscribe invite.accepted ", "HANDLER [ARG...]"), ("subscribe e sleep ", "DURATION"),
    ("subscribe e sleep 1s ", ""), ("subscribe e print a ", "[TEXT...]"),
    ("subscribe e attach relay ", "EVENT"), ("subscribe e nonsense ", ""),
    ("unsubscribe invite.accepted ", "HANDLER [ARG...]"), ("unsubscribe e flaky ", "N"),
    ("unsubscribe invite.accepted notify ", ""), ("diff 1 ", "M"),
    ("trace ", "[N] [VIEW]"), ("trace 1 ", "[VIEW]"), ("trace --list ", "[FILTER...]"),
    ("set format ", "[VALUE]"), ("wait ", "[N]"), ("wait 1 ", ""), ("nonsense ", ""), ("", ""),
    ("predict ", "HANDLER... : emit ..."), ("predict a b ", "HANDLER... : emit ..."),
    ("predict a : ", "emit EVENT [JSON-OBJECT] [&]"),
    ("predict a : emit ", "EVENT [JSON-OBJECT] [&]"),
    ("predict emit e ", "[JSON-OBJECT] [&]"), ("predict a : nonsense ", ""),
  ])
  func `the operands that are missing are those of the table`(typed: String, hint: String) async {
    #expect(await self.hint(after: typed) == hint)
  }

  @Test(arguments: [
    "emit", "emit e", "emit \"", "emit 'a ", "emit a\\ ", "emit e {", "emit e { ",
    "emit e {\"a\": ", "emit e {}", "emit e # ", "# emit ", "emit\n",
  ])
  func `nothing is shown inside a word, a payload or a comment`(typed: String) async {
    #expect(await hint(after: typed) == "")
  }

  @Test func `each command shows its usage after its name`() async {
    for entry in CommandLanguage.demo.commands {
      let hint = await hint(after: entry.name + " ")
      let usage = entry.operands.filter { $0.requirement == nil }.usage
      #expect(hint == usage)
    }
    for handler in CommandLanguage.demo.handlers {
      let hint = await hint(after: "subscribe e \(handler.name) ")
      #expect((handler.name + " " + hint).trimmingSpaces == handler.usage)
    }
  }

  @Test func `answers at a pause show their own operands, and a prediction none`() async {
    #expect(await hint(after: "fail ", for: .step) == "[MESSAGE]")
    #expect(await hint(after: "next ", for: .step) == "")
    #expect(await hint(after: "trace ", for: .step) == "[N] [VIEW]")
    #expect(await hint(after: "emit ", for: .step) == "")
    #expect(await hint(after: "emit ", for: .prediction) == "")
  }

  @Test func `the later lines of a command show what may follow a payload`() async {
    #expect(await hint(after: "emit e {\n} ", for: .continuation) == "[&]")
    #expect(await hint(after: "emit e {\n  ", for: .continuation) == "")
  }
}

extension String {
  fileprivate var trimmingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
