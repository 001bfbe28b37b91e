import BusLanguage
import Testing

/// The tables of commands, handlers and rules, each by itself and all together.
struct ReferenceTableTests {
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
}
