import BusLanguage
import TestSupport
import Testing

struct HelpPageTests {
  /// The words of a text, with one space between them.
  private static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `help names every command, on one screen`() throws {
    let overview = try HelpPage(on: nil, in: .demo).text()
    let words = Set(overview.split { !$0.isLetter }.map(String.init))
    for entry in CommandLanguage.demo.commands {
      #expect(words.contains(entry.name), "\(entry.name)")
    }
    #expect(overview.split(separator: "\n").allSatisfy { $0.count <= 80 })
    // The row of the prompt is on the screen, too.
    #expect(overview.split(separator: "\n").count < 24)
  }

  @Test func `help commands lists every command, and the page of a group its own`() throws {
    let all = Self.words(try HelpPage(on: "commands", in: .demo).text())
    for (group, entries) in CommandLanguage.demo.groups {
      let page = Self.words(try HelpPage(on: group.name, in: .demo).text())
      for entry in CommandLanguage.demo.commands {
        let line = "\(entry.usage) \(entry.summary)"
        #expect(all.contains(line))
        #expect(page.contains(line) == entries.contains { $0.name == entry.name })
      }
    }
  }

  @Test func `the lists of help have every rule, topic and expectation`() throws {
    let rules = Self.words(try HelpPage(on: "rules", in: .demo).text())
    for rule in RuleTable.entries { #expect(rules.contains("\(rule.name) \(rule.promise)")) }
    let topics = Self.words(try HelpPage(on: "topics", in: .demo).text())
    for topic in TopicTable.entries(in: .demo) {
      #expect(topics.contains("\(topic.name) \(topic.title)"))
    }
    let checks = try #require(CommandLanguage.demo.command(named: "expect")?.operands.first)
    guard case .choice(let keywords) = checks.kind else {
      Issue.record("expect has no list of checks")
      return
    }
    let expectations = try HelpPage(on: "expectations", in: .demo).text()
    for keyword in keywords { #expect(expectations.contains(keyword), "\(keyword)") }
  }

  @Test func `help tells the other names of a command`() throws {
    let page = try HelpPage(on: "exit", in: .demo).text()
    #expect(try page == HelpPage(on: "quit", in: .demo).text())
    #expect(page.contains("\nexit, .exit, .quit or \\q does the same.\n"))
    #expect(try HelpPage(on: nil, in: .demo).text().contains("\\q for quit; ?, .help"))
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
