/// The commands and handlers that a shell knows: the built-in ones, and those of an application.
///
/// An object, because everything that reads or completes a command has it.
package final class CommandLanguage: Sendable {
  /// The name of the program, in messages and command lines.
  package let program: String

  /// Indicates whether there are lessons.
  package let hasLessons: Bool

  private let applicationCommands: [CommandEntry]
  private let applicationHandlers: [HandlerEntry]

  /// The names of the services whose state the application shows.
  package let services: [String]

  private let makeExampleEvents: @Sendable () -> ExampleEvents

  /// Indicates whether a command can be named by the beginning of its name.
  let allowsAbbreviations: Bool

  /// Creates a language.
  ///
  /// - Parameters:
  ///   - program: The name of the program.
  ///   - commands: The commands of the application; one with the name of a built-in one traps.
  ///   - handlers: The handlers of the application; one with the name of a built-in handler replaces
  ///     it.
  ///   - services: The names of the services whose state the application shows.
  ///   - hasLessons: Indicates whether there are the lessons, which are about the demo.
  ///   - exampleEvents: Returns the events that examples in help are made from.
  package init(
    program: String,
    commands: [CommandEntry],
    handlers: [HandlerEntry],
    services: [String],
    hasLessons: Bool,
    exampleEvents: @escaping @Sendable () -> ExampleEvents = { ExampleEvents() }
  ) {
    self.program = program
    self.services = services
    self.hasLessons = hasLessons
    makeExampleEvents = exampleEvents
    allowsAbbreviations = false
    applicationCommands = commands + (services.isEmpty ? [] : [CommandTable.state(of: services)])
    applicationHandlers = handlers
    for command in commands {
      precondition(
        builtInCommand(named: command.name) == nil,
        "the console has a command '\(command.name)' of its own"
      )
    }
  }

  /// All commands, in the order in which help lists them.
  ///
  /// Made when it is asked for, as are the handlers: a start needs one of them.
  package var commands: [CommandEntry] { groups.flatMap(\.commands) }

  /// All handlers: first those of the application, then those that are built in.
  package var handlers: [HandlerEntry] {
    let names = Set(applicationHandlers.map(\.name))
    return applicationHandlers + HandlerTable.entries.filter { !names.contains($0.name) }
  }

  /// The events that examples in help are made from.
  package var exampleEvents: ExampleEvents { makeExampleEvents() }

  /// The commands and handlers that are built in, and nothing else.
  static let builtIn = CommandLanguage(
    program: "busctl",
    commands: [],
    handlers: [],
    services: [],
    hasLessons: false
  )

  /// The groups that have commands, with these.
  package var groups: [(group: CommandGroup, commands: [CommandEntry])] {
    let all = CommandTable.entries + applicationCommands
    return CommandGroup.allCases.filter { hasLessons || $0 != .lessons }
      .map { group in (group, all.filter { $0.group == group }) }
      .filter { !$0.commands.isEmpty }
  }

  /// The environment variable that says where the history of the prompt is kept.
  package static func historyVariable(of program: String) -> String {
    program.uppercased().replacing("-", with: "_") + "_HISTORY"
  }

  /// Creates a language in which commands can be abbreviated.
  private init(abbreviating other: CommandLanguage) {
    program = other.program
    services = other.services
    hasLessons = other.hasLessons
    makeExampleEvents = other.makeExampleEvents
    applicationCommands = other.applicationCommands
    applicationHandlers = other.applicationHandlers
    allowsAbbreviations = true
  }

  /// The same language, in which the beginning of a command's name will do if the options say so.
  package func with(_ options: ShellOptions) -> CommandLanguage {
    options.allowsAbbreviations ? CommandLanguage(abbreviating: self) : self
  }

  /// Returns a command by its name, by another one that users of other programs know, or by an
  /// abbreviation.
  package func command(named name: String) -> CommandEntry? {
    if let entry = builtInCommand(named: name)
      ?? applicationCommands.first(where: { $0.name == name })
    {
      return entry
    }
    if let meaning = AliasTable.command(named: name) { return builtInCommand(named: meaning) }
    let meant = abbreviated(name)
    return meant.count == 1 ? meant.first : nil
  }

  /// Returns the commands for which a name can be an abbreviation.
  func abbreviated(_ name: String) -> [CommandEntry] {
    guard allowsAbbreviations, !name.isEmpty else { return [] }
    return commands.filter { $0.name.hasPrefix(name) }
  }

  private func builtInCommand(named name: String) -> CommandEntry? {
    CommandTable.entries.first { $0.name == name && (hasLessons || $0.group != .lessons) }
  }

  package func handler(named name: String) -> HandlerEntry? {
    applicationHandlers.first { $0.name == name } ?? HandlerTable.entries.first { $0.name == name }
  }
}
