import TerminalText

/// A page of help, made from the tables of commands, handlers, rules and topics.
package struct HelpPage: Sendable {
  private let sections: [Section]

  enum Section: Sendable {
    case prose(String)

    /// Lines that can be typed.
    case examples([String])

    /// Lists with a title each, whose columns are aligned; an empty title is left out.
    case lists([(title: String, rows: [[String]])])
  }

  init(_ sections: [Section]) {
    self.sections = sections
  }

  /// Returns the names of everything that help explains.
  package static func topics(in language: CommandLanguage) -> [String] {
    language.commands.map(\.name) + language.handlers.map(\.name) + RuleTable.entries.map(\.name)
      + TopicTable.names(in: language) + listNames(in: language)
  }

  /// Creates the page on a topic, or an overview if the topic is nil.
  ///
  /// - Parameters:
  ///   - topic: The topic.
  ///   - language: The commands and handlers that there are.
  ///   - others: The names that have pages elsewhere, for a hint.
  /// - Throws: A diagnostic if there is no such topic.
  package init(
    on topic: String?,
    in language: CommandLanguage,
    others: [String] = []
  ) throws(Diagnostic) {
    guard let topic else {
      self.init(Self.overview(of: language))
      return
    }
    guard let sections = Self.sections(on: topic, in: language) else {
      throw Diagnostic(
        "no help on '\(topic.cited)'",
        .nearest(to: topic, among: Self.topics(in: language) + others)
          ?? .hint("'help' lists what there is")
      )
    }
    self.init(sections)
  }

  /// Returns the text for a number of columns; without a limit, for ``String/proseWidth``.
  package func text(columns: Int? = nil) -> String {
    let columns = min(columns ?? String.proseWidth, String.proseWidth)
    return sections.flatMap { $0.lines(columns) }.linesText
  }
}

extension HelpPage {
  /// Returns the sections of the page on a topic; nil if there is none.
  private static func sections(on topic: String, in language: CommandLanguage) -> [Section]? {
    if let entry = language.command(named: topic) { return sections(entry, in: language) }
    if let entry = language.handler(named: topic) { return sections(entry) }
    if let rule = RuleTable.entry(named: topic) { return sections(rule) }
    if let entry = TopicTable.entry(named: topic, in: language) { return sections(entry) }
    return list(named: topic, in: language)
  }

  private static func sections(
    _ entry: CommandEntry,
    in language: CommandLanguage
  ) -> [Section] {
    let texts = [entry.discussion(in: language), entry.otherNames ?? ""].filter { !$0.isEmpty }
    return [.prose("usage: \(entry.usage)\n\n\(entry.summary.asSentence)")]
      + texts.map { .prose($0) } + refusal(entry.reach)
      + examples(entry.examples(in: language), after: "examples:")
  }

  private static func sections(_ entry: HandlerEntry) -> [Section] {
    let hasOptional = entry.fields.contains { $0.isOptional }
    let fields = entry.fields.isEmpty ? [] : [Section.prose("It reads \(entry.fields.text).")]
    let brackets = hasOptional ? [Section.prose("Fields in brackets are optional.")] : []
    let discussion = entry.discussion.isEmpty ? [] : [Section.prose(entry.discussion)]
    return [.prose("handler: \(entry.usage)\n\n\(entry.summary.asSentence)")] + discussion
      + fields + brackets
      + refusal(entry.reach) + examples(entry.examples, after: "try:")
  }

  private static func examples(_ examples: [String], after title: String) -> [Section] {
    examples.isEmpty ? [] : [.prose("\n\(title)"), .examples(examples)]
  }

  private static func refusal(_ reach: Reach) -> [Section] {
    reach == .outside ? [.prose("--safe refuses it.")] : []
  }

  private static func sections(_ rule: Rule) -> [Section] {
    [
      .prose("rule: \(rule.promise)\n\n\(rule.discussion)"), .prose("\ntry:"),
      .examples(rule.examples),
    ]
  }

  private static func sections(_ topic: Topic) -> [Section] {
    [
      .prose("\(topic.name): \(topic.title)\n\n\(topic.text)"),
      .lists([(title: "", rows: topic.items.map { [$0.term, $0.text] })]),
    ]
  }
}

extension HelpPage.Section {
  fileprivate func lines(_ columns: Int) -> [String] {
    switch self {
    case .prose(let text): text.prose(columns)
    case .examples(let lines): lines.map { "  " + $0 }.wrapped(columns, hanging: 2)
    case .lists(let lists):
      Self.lines(lists, columns)
    }
  }

  private static func lines(
    _ lists: [(title: String, rows: [[String]])],
    _ columns: Int
  ) -> [String] {
    let cells = lists.flatMap(\.rows).map { $0.map { Cell($0) } }
    var rows = Columns.rows(cells, columns: columns - 2)[...]
    return lists.flatMap { list in
      let own = rows.prefix(list.rows.count)
      rows = rows.dropFirst(list.rows.count)
      return (list.title.isEmpty ? [] : list.title.prose(columns))
        + own.flatMap(\.self).map { "  " + $0 }
    }
  }
}
