import TerminalText

/// Help, made from the tables of commands, handlers, rules and topics.
package enum HelpPage {
  /// The names of everything that help explains.
  package static let topics =
    CommandTable.entries.map(\.name) + HandlerTable.entries.map(\.name)
    + RuleTable.entries.map(\.name) + TopicTable.entries.map(\.name)

  /// Returns the page on a topic, or the list of all commands if the topic is nil.
  ///
  /// - Throws: A diagnostic if there is no such topic.
  package static func text(on topic: String?) throws(Diagnostic) -> String {
    guard let topic else { return overview }
    if let entry = CommandTable.entry(named: topic) { return page(entry) }
    if let entry = HandlerTable.entry(named: topic) { return page(entry) }
    if let rule = RuleTable.entry(named: topic) { return page(rule) }
    if let entry = TopicTable.entry(named: topic) { return page(entry) }
    throw Diagnostic(
      "no help on '\(topic.cited)'",
      .nearest(to: topic, among: topics) ?? .hint("'help' lists the commands")
    )
  }

  private static var overview: String {
    let rows = Columns.aligned(CommandTable.entries.map { [$0.usage, $0.summary] })
    let groups = CommandGroup.allCases.flatMap { group in
      let members = zip(rows, CommandTable.entries).filter { $0.1.group == group }.map(\.0)
      return ["\(group.rawValue):"] + members.map { "  " + $0 }
    }
    return lines(
      groups + [
        "help COMMAND explains a command, help HANDLER a handler that catalog lists,",
        "help RULE a rule of the bus, and help TOPIC what else there is to know:",
        "  rules: " + RuleTable.entries.map(\.name).joined(separator: ", "),
        "  topics: " + TopicTable.entries.map(\.name).joined(separator: ", "),
      ]
    )
  }

  private static func page(_ entry: CommandEntry) -> String {
    let examples = entry.examples.map { "  " + $0 }
    return lines(
      ["usage: \(entry.usage)", ""] + sentence(entry.summary).prose + entry.discussion.prose
        + ["", "examples:"] + examples
    )
  }

  private static func page(_ entry: HandlerEntry) -> String {
    let hasOptional = entry.fields.contains { $0.isOptional }
    let fields = entry.fields.isEmpty ? [] : "It reads \(entry.fields.text).".prose
    let brackets = hasOptional ? ["What is in brackets may be missing."] : []
    let examples = entry.examples.map { "  " + $0 }
    let head = ["handler: \(entry.usage)", "", sentence(entry.summary)]
    return lines(head + fields + brackets + ["", "try:"] + examples)
  }

  private static func page(_ rule: Rule) -> String {
    let examples = rule.examples.map { "  " + $0 }
    return lines(
      "rule: \(rule.promise)".prose + [""] + rule.discussion.prose + ["", "try:"] + examples
    )
  }

  private static func page(_ topic: Topic) -> String {
    let width = topic.items.map(\.term.count).max() ?? 0
    let rows = topic.items.flatMap { item in
      // Text that does not fit goes on below the text, not below the term.
      item.text.wrapped(String.proseWidth - width - 4).enumerated().map { index, line in
        [index == 0 ? item.term : "", line]
      }
    }
    let items = Columns.aligned(rows).map { "  " + $0 }
    return lines(["\(topic.name): \(topic.title)", ""] + topic.text.prose + items)
  }

  /// Returns a phrase as a sentence.
  private static func sentence(_ phrase: String) -> String {
    phrase.prefix(1).uppercased() + phrase.dropFirst() + "."
  }

  private static func lines(_ lines: [String]) -> String {
    lines.linesText
  }
}
