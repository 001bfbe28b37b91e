import BusLanguage
import BusShell
import Testing

struct TableTests {
  /// A text without what is between its words, such as the ends of its lines.
  private static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `names are unique, also between commands, handlers and rules`() {
    #expect(Set(HelpPage.topics).count == HelpPage.topics.count)
  }

  @Test(arguments: CommandTable.entries.map(\.name))
  func `a command is described`(name: String) throws {
    let entry = try #require(CommandTable.entry(named: name))
    #expect(entry.summary.count <= 60)
    #expect(entry.summary.first?.isLowercase == true)
    #expect(!entry.summary.hasSuffix("."))
    #expect(entry.discussion.hasSuffix("."))
    #expect(!entry.examples.isEmpty)
  }

  @Test(arguments: HandlerTable.entries.map(\.name))
  func `a handler is described`(name: String) throws {
    let entry = try #require(HandlerTable.entry(named: name))
    #expect(entry.summary.count <= 60)
    #expect(entry.summary.first?.isLowercase == true)
    #expect(!entry.summary.hasSuffix("."))
  }

  @Test(arguments: CommandTable.entries.map(\.name))
  func `the examples of a command work when typed`(name: String) async throws {
    let entry = try #require(CommandTable.entry(named: name))
    let printed = await transcript(entry.examples.joined(separator: "\n"))
    #expect(!printed.contains("error:"))
    #expect(entry.examples.contains { $0.hasPrefix(name) })
  }

  @Test(arguments: CommandTable.entries.map(\.name))
  func `help explains a command with its usage and examples`(name: String) throws {
    let entry = try #require(CommandTable.entry(named: name))
    let page = try HelpPage.text(on: name)
    #expect(page.hasPrefix("usage: \(entry.usage)\n"))
    #expect(Self.words(page).contains(Self.words(entry.discussion)))
    for example in entry.examples {
      #expect(page.contains("\n  \(example)\n"))
    }
  }

  @Test(arguments: HelpPage.topics)
  func `a page of help fits into 80 columns`(topic: String) throws {
    for line in try HelpPage.text(on: topic).split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test func `what is known of a topic stands in columns`() throws {
    #expect(
      try HelpPage.text(on: "status").contains(
        """
          64             the options, or the command beside them, cannot be understood
          66             the script cannot be read; if it is sourced, the status is 1
          129, 130, 143  a signal ended it; what ran is cancelled, its trace whole
        """
      )
    )
    let step = try HelpPage.text(on: "step")
    #expect(step.contains("\n  into            it runs, and what it emits pauses, too\n"))
  }

  @Test(arguments: RuleTable.entries.map(\.name))
  func `help explains a rule, and its example shows it`(name: String) async throws {
    let rule = try #require(RuleTable.entry(named: name))
    #expect(try Self.words(HelpPage.text(on: name)).hasPrefix("rule: \(rule.promise) "))
    let printed = await transcript(rule.examples.joined(separator: "\n")) { $0.isEmpty = true }
    #expect(!printed.contains("error:"))
    #expect(printed.contains("#1 "))
  }

  @Test func `help lists every command`() throws {
    let overview = try HelpPage.text(on: nil)
    for entry in CommandTable.entries {
      #expect(overview.contains(entry.usage))
      #expect(overview.contains(entry.summary))
    }
    #expect(overview.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: HandlerTable.entries.map(\.name))
  func `a handler can be subscribed, and goes by what was typed`(name: String) async throws {
    let operands = ["attach": "count", "flaky": "2", "relay": "other", "sleep": "0s"]
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

  @Test(arguments: CommandTable.entries.map(\.name))
  func `help says what a command does`(name: String) throws {
    let summary = try #require(CommandTable.entry(named: name)).summary
    #expect(try HelpPage.text(on: name).contains("\n\(summary.prefix(1).uppercased())"))
    #expect(try HelpPage.text(on: name).contains("\(summary.dropFirst()).\n"))
  }

  @Test(arguments: HandlerTable.entries.map(\.name))
  func `help explains a handler with an example that shows it`(name: String) async throws {
    let entry = try #require(HandlerTable.entry(named: name))
    let page = try HelpPage.text(on: name)
    for example in entry.examples { #expect(page.contains("\n  \(example)\n")) }
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let printed = await transcript(entry.examples.joined(separator: "\n"))
    #expect(!printed.contains("error:"))
    #expect(printed.contains("─ \(name)"))
  }

  @Test func `the catalog fits on a screen of eighty columns`() async {
    let printed = await transcript("catalog")
    #expect(printed.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(printed.contains("reads user_id, or on document.shared target_user_id, document_id\n"))
  }

  @Test func `the examples of one page do not change those of another`() {
    let pages =
      CommandTable.entries.map(\.examples) + RuleTable.entries.map(\.examples)
      + HandlerTable.entries.map(\.examples)
    let events = pages.flatMap { examples in
      Set(
        examples.filter { $0.hasPrefix("subscribe ") }
          .compactMap { $0.split(separator: " ").dropFirst().first }
      )
    }
    #expect(Set(events).count == events.count, "\(events.sorted())")
  }

  @Test func `help names every kind of record`() async throws {
    let listed = try #require(TopicTable.entry(named: "records")).items.map(\.term)
    let commands = CommandTable.entries.filter { $0.name != "quit" }.flatMap(\.examples)
    let script =
      commands + ["reset --empty", "subscribe x relay x", "emit x", "unsubscribe x count"]
      + ["subscribe y sleep 99m", "emit y &", "emit x", "trace --order", "cancel"]
    let printed = await transcript(script.joined(separator: "\n")) {
      $0.format = .jsonl
      $0.echoesCommands = true
    }
    let kinds = printed.matches(of: /(?m)^\{(?:"seq":\d+,)?"kind":"([a-z.]+)"/).map { $0.1 }
    #expect(Set(kinds.map(String.init)).isSubset(of: listed), "\(Set(kinds))")
    #expect(Set(listed).subtracting(kinds.map(String.init)).isSubset(of: ["history"]))
  }
}
