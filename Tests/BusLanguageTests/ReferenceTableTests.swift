import BusLanguage
import TestSupport
import Testing

/// The tables of commands, handlers and rules, each by itself and all together.
struct ReferenceTableTests {
  @Test func `names are unique, also between commands, handlers and rules`() {
    #expect(Set(HelpPage.topics(in: .demo)).count == HelpPage.topics(in: .demo).count)
  }

  @Test(arguments: CommandLanguage.demo.commands.map(\.name))
  func `a command is described`(name: String) throws {
    let entry = try #require(CommandLanguage.demo.command(named: name))
    #expect(entry.summary.count <= 60)
    #expect(entry.summary.first?.isLowercase == true)
    #expect(!entry.summary.hasSuffix("."))
    #expect(entry.discussion(in: .demo).hasSuffix("."))
    #expect(!entry.examples(in: .demo).isEmpty)
  }

  @Test(arguments: CommandLanguage.demo.handlers.map(\.name))
  func `a handler is described`(name: String) throws {
    let entry = try #require(CommandLanguage.demo.handler(named: name))
    #expect(entry.summary.count <= 60)
    #expect(entry.summary.first?.isLowercase == true)
    #expect(!entry.summary.hasSuffix("."))
  }

  @Test func `the examples of one page do not change those of another`() {
    let pages =
      CommandLanguage.demo.commands.map { $0.examples(in: .demo) }
      + RuleTable.entries.map(\.examples)
      + CommandLanguage.demo.handlers.map(\.examples)
    let events = pages.flatMap { examples in
      Set(
        examples.filter { $0.hasPrefix("subscribe ") }
          .compactMap { $0.split(separator: " ").dropFirst().first }
      )
    }
    #expect(Set(events).count == events.count, "\(events.sorted())")
  }
}
