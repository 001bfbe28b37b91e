/// The commands and handlers that a shell knows: the built-in ones, and those of an application.
///
/// An object, because everything that reads or completes a command has it.
package final class CommandLanguage: Sendable {
  /// The name of the program, in messages and command lines.
  package let program: String

  /// Indicates whether there are lessons.
  package let hasLessons: Bool

  /// All commands, in the order in which help lists them.
  package let commands: [CommandEntry]

  /// All handlers: first those of the application, then those that are built in.
  package let handlers: [HandlerEntry]

  /// The names of the services whose state the application shows.
  package let services: [String]

  private let commandsByName: [String: CommandEntry]
  private let handlersByName: [String: HandlerEntry]

  /// Creates a language.
  ///
  /// - Parameters:
  ///   - program: The name of the program.
  ///   - commands: The commands of the application; none has the name of a built-in one.
  ///   - handlers: The handlers of the application; one with the name of a built-in handler replaces
  ///     it.
  ///   - services: The names of the services whose state the application shows.
  ///   - hasLessons: Indicates whether there are the lessons, which are about the demo.
  package init(
    program: String,
    commands: [CommandEntry],
    handlers: [HandlerEntry],
    services: [String],
    hasLessons: Bool
  ) {
    let names = Set(handlers.map(\.name))
    let state = services.isEmpty ? [] : [CommandTable.state(of: services)]
    let builtIn = CommandTable.entries.filter { hasLessons || $0.group != .lessons }
    let all = builtIn + commands + state
    self.hasLessons = hasLessons
    self.program = program
    self.services = services
    self.commands = CommandGroup.allCases.flatMap { group in all.filter { $0.group == group } }
    self.handlers = handlers + HandlerTable.entries.filter { !names.contains($0.name) }
    commandsByName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    handlersByName = Dictionary(self.handlers.map { ($0.name, $0) }) { first, _ in first }
  }

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
    CommandGroup.allCases.map { group in (group, commands.filter { $0.group == group }) }
      .filter { !$0.commands.isEmpty }
  }

  /// The environment variable that says where the history of the prompt is kept.
  package static func historyVariable(of program: String) -> String {
    program.uppercased().replacing("-", with: "_") + "_HISTORY"
  }

  package func command(named name: String) -> CommandEntry? { commandsByName[name] }

  package func handler(named name: String) -> HandlerEntry? { handlersByName[name] }
}
