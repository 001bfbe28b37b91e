/// Help, made from the tables of commands and handlers.
package enum HelpPage {
  /// One page on a topic, or the list of all commands.
  ///
  /// - Throws: A diagnostic if there is no such topic.
  package static func text(on topic: String?) throws(Diagnostic) -> String {
    guard let topic else { return overview }
    if let entry = CommandTable.entry(named: topic) { return page(entry) }
    if let entry = HandlerTable.entry(named: topic) { return page(entry) }
    let topics = CommandTable.entries.map(\.name) + HandlerTable.entries.map(\.name)
    throw Diagnostic(
      "no help on '\(topic.escaped)'",
      at: nil,
      .nearest(to: topic, among: topics) ?? .hint("'help' lists the commands")
    )
  }

  private static var overview: String {
    let commands = CommandTable.entries.map { [$0.usage, $0.summary] }
    let more = "help COMMAND explains a command, catalog lists the handlers."
    return lines(Columns.aligned(commands) + ["", more])
  }

  private static func page(_ entry: CommandEntry) -> String {
    let examples = entry.examples.map { "  " + $0 }
    return lines(["usage: \(entry.usage)", "", entry.discussion, "", "examples:"] + examples)
  }

  private static func page(_ entry: HandlerEntry) -> String {
    let fields = entry.fields.isEmpty ? [] : ["reads: \(entry.fields.joined(separator: ", "))"]
    return lines(["handler: \(entry.usage)", entry.summary] + fields)
  }

  private static func lines(_ lines: [String]) -> String {
    lines.map { $0 + "\n" }.joined()
  }
}
