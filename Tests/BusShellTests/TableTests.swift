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

  @Test func `what is known of a topic goes on below itself`() throws {
    #expect(
      try HelpPage.text(on: "status").contains(
        """
          64        the options, or the one command in the arguments, cannot be
                    understood
          66        a script cannot be read

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
          1  \(text)  registration 12
        unsubscribed \(text) from e
        exit status 0

        """
    )
  }
}
