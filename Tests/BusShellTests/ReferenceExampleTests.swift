import BusLanguage
import BusShell
import TestSupport
import Testing

/// The examples of help, run by a shell, and the facts of help that a shell has to confirm.
struct ReferenceExampleTests {
  @Test(arguments: CommandLanguage.demo.commands.map(\.name))
  func `the examples of a command work when typed`(name: String) async throws {
    let entry = try #require(CommandLanguage.demo.command(named: name))
    let examples = entry.examples(in: .demo)
    let printed = await transcript(examples.joined(separator: "\n"))
    // Only a prompt has an editor.
    #expect(printed.contains("error:") == (name == "edit"))
    #expect(examples.contains { $0.hasPrefix(name) })
  }

  @Test(arguments: RuleTable.entries.map(\.name))
  func `the example of a rule shows it`(name: String) async throws {
    let rule = try #require(RuleTable.entry(named: name))
    let printed = await transcript(rule.examples.joined(separator: "\n")) { $0.isEmpty = true }
    #expect(!printed.contains("error:"))
    #expect(printed.contains("#1 "))
  }

  @Test(arguments: CommandLanguage.demo.handlers.map(\.name))
  func `the example of a handler shows it`(name: String) async throws {
    let entry = try #require(CommandLanguage.demo.handler(named: name))
    let printed = await transcript(entry.examples.joined(separator: "\n"))
    #expect(!printed.contains("error:"))
    #expect(printed.contains("─ \(name)"))
  }

  @Test(arguments: CommandLanguage.demo.handlers.map(\.name))
  func `a handler can be subscribed, and is named as it was typed`(name: String) async throws {
    let operands = [
      "attach": "count", "exec": "true", "flaky": "2", "relay": "other", "sleep": "0s",
    ]
    let text = [name, operands[name]].compactMap(\.self).joined(separator: " ")
    let printed = await transcript("subscribe e \(text)\nhandlers e\nunsubscribe e \(text)")
    #expect(
      printed == """
        subscribed \(text) to e
        e
          1  \(text)  subscription 12
        unsubscribed \(text) from e
        exit status 0

        """
    )
  }

  @Test func `the catalog fits on a screen of eighty columns`() async {
    let printed = await transcript("catalog")
    #expect(printed.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(printed.contains("    reads user_id, [group_id], [workspace_id]\n"))
  }

  @Test func `help names every kind of record`() async throws {
    let listed = try #require(TopicTable.entry(named: "records", in: .demo)).items.map(\.term)
    let commands = CommandLanguage.demo.commands.filter { $0.name != "quit" }
      .flatMap { $0.examples(in: .demo) }
    let script =
      commands + ["reset --empty", "subscribe x relay x", "emit x", "unsubscribe x count"]
      + ["subscribe y sleep 99m", "emit y &", "emit x", "trace --order", "cancel"]
    let printed = await transcript(script.joined(separator: "\n")) {
      $0.format = .jsonl
      $0.echoesCommands = true
    }
    let kinds = printed.matches(of: /(?m)^\{(?:"seq":\d+,)?"kind":"([a-z.]+)"/).map { $0.1 }
    #expect(Set(kinds.map(String.init)).isSubset(of: listed), "\(Set(kinds))")
    // A prompt keeps a history, and a replay needs a recording.
    #expect(Set(listed).subtracting(kinds.map(String.init)).isSubset(of: ["history", "replayed"]))
  }
}
