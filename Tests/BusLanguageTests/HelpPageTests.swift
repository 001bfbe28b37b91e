import BusLanguage
import TestSupport
import Testing

struct HelpPageTests {
  /// The words of a text, with one space between them.
  private static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `help lists every command`() throws {
    let overview = try HelpPage(on: nil, in: .demo).text()
    for entry in CommandLanguage.demo.commands {
      #expect(overview.contains(entry.usage))
      #expect(overview.contains(entry.summary))
    }
    #expect(overview.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: CommandLanguage.demo.commands.map(\.name))
  func `help explains a command with its usage and examples`(name: String) throws {
    let entry = try #require(CommandLanguage.demo.command(named: name))
    let page = try HelpPage(on: name, in: .demo).text()
    #expect(page.hasPrefix("usage: \(entry.usage)\n"))
    #expect(Self.words(page).contains(Self.words(entry.discussion(in: .demo))))
    for example in entry.examples(in: .demo) {
      #expect(page.contains("\n  \(example)\n"))
    }
  }

  @Test(arguments: CommandLanguage.demo.commands.map(\.name))
  func `help begins with a command's summary`(name: String) throws {
    let summary = try #require(CommandLanguage.demo.command(named: name)).summary
    #expect(
      try HelpPage(on: name, in: .demo).text().contains("\n\(summary.prefix(1).uppercased())")
    )
    #expect(try HelpPage(on: name, in: .demo).text().contains("\(summary.dropFirst()).\n"))
  }

  @Test(arguments: CommandLanguage.demo.handlers.map(\.name))
  func `help explains a handler with its examples`(name: String) throws {
    let entry = try #require(CommandLanguage.demo.handler(named: name))
    let page = try HelpPage(on: name, in: .demo).text()
    for example in entry.examples { #expect(page.contains("\n  \(example)\n")) }
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: RuleTable.entries.map(\.name))
  func `help explains a rule with its promise`(name: String) throws {
    let rule = try #require(RuleTable.entry(named: name))
    #expect(
      try Self.words(HelpPage(on: name, in: .demo).text()).hasPrefix("rule: \(rule.promise) ")
    )
  }

  @Test(arguments: HelpPage.topics(in: .demo))
  func `a page of help fits into 80 columns`(topic: String) throws {
    for line in try HelpPage(on: topic, in: .demo).text().split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test func `the items of a topic stand in columns`() throws {
    #expect(
      try HelpPage(on: "status", in: .demo).text().contains(
        """
          64             the options, or the command in the arguments, are wrong
          66             the script cannot be read (1 if 'source' runs it)
          129, 130, 143  a signal ended it; running emissions were cancelled, and their
        """
      )
    )
    let step = try HelpPage(on: "step", in: .demo).text()
    #expect(step.contains("\n  into            run it, and pause in nested emissions, too\n"))
  }
}
