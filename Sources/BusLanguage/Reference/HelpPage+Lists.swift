// The pages of help that list other pages.

extension HelpPage {
  /// A page that lists others of one kind.
  private enum List: String, CaseIterable {
    case commands
    case rules
    case expectations
    case topics
  }

  /// The names of the pages that list others.
  static func listNames(in language: CommandLanguage) -> [String] {
    language.groups.map(\.group.name) + List.allCases.map(\.rawValue)
  }

  /// Returns a page that lists others, by the name of its list or of a group of commands.
  static func list(named name: String, in language: CommandLanguage) -> [Section]? {
    if let (group, entries) = language.groups.first(where: { $0.group.name == name }) {
      return [.lists([list(of: group, entries)]), .prose("\nhelp COMMAND explains one of them.")]
    }
    switch List(rawValue: name) {
    case .commands?:
      return [.lists(language.groups.map(list)), .prose("\nhelp COMMAND explains one of them.")]
    case .rules?:
      let rows = RuleTable.entries.map { [$0.name, $0.promise] }
      return [
        .lists([(title: "the rules of the bus:", rows: rows)]),
        .prose("\nhelp RULE explains one of them, with commands that show it."),
      ]
    case .expectations?:
      let state =
        language.services.isEmpty
        ? [] : [["\(Expectation.state) SERVICE ...", "a service holds something"]]
      let rows = Expectation.explanations + state
      return [
        .lists([(title: "what expect can check:", rows: rows)]),
        .prose("\nhelp expect says more, with examples."),
      ]
    case .topics?:
      let rows = TopicTable.entries(in: language).map { [$0.name, $0.title] }
      return [
        .lists([(title: "other topics:", rows: rows)]),
        .prose("\nhelp TOPIC explains one of them."),
      ]
    case nil: return nil
    }
  }

  private static func list(
    of group: CommandGroup,
    _ entries: [CommandEntry]
  ) -> (title: String, rows: [[String]]) {
    (title: "\(group.rawValue):", rows: entries.map { [$0.usage, $0.summary] })
  }

  /// The first page of help: the names of all commands, and the ways to learn more.
  static func overview(of language: CommandLanguage) -> [Section] {
    let groups = language.groups.map { group, entries in
      [group.name, entries.map(\.name).joined(separator: ", ")]
    }
    let services =
      language.services.isEmpty ? [] : [["help SERVICE", "a service; state lists them"]]
    let pages =
      [
        ["help GROUP", "the commands of a group, each with a summary"],
        ["help COMMAND", "one command, with examples"],
        ["help HANDLER", "a handler; catalog lists them"],
        ["help EVENT", "an event that has handlers, with its fields"],
      ] + services + [
        ["help rules", "the rules of the bus, such as order"],
        ["help topics", "other topics, such as status"],
        ["help expectations", "what expect can check"],
        ["help commands", "all commands, each with a summary"],
      ]
    return [
      .lists([(title: "commands, by group:", rows: groups), (title: "more help:", rows: pages)]),
      .prose(AliasTable.summary(of: AliasTable.commands)),
    ]
  }
}
