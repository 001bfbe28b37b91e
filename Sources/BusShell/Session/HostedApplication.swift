package import BusLanguage
package import BusTrace
package import Events

/// An application in its initial state, as a shell sees it.
package struct HostedApplication: Sendable {
  /// The commands and handlers that there are, with those of the application.
  package let language: CommandLanguage

  /// Subscribes the handlers to the events for which they are made, in running order, except, if
  /// the argument says so, for those that reach outside the process.
  let subscribeHandlers: @Sendable (EventBus, _ isSafe: Bool) -> Void

  /// The events that it emits or handles, with the fields of their data.
  let events: @Sendable () -> [EventName: [PayloadField]]

  /// Returns what its services hold; of one service, if a name is given.
  let states: @Sendable (_ service: String?) async -> [ServiceState]

  /// The application's own commands, with their names: a list, since there are few.
  private let commands: [(name: String, command: HostedCommand)]

  package init(
    language: CommandLanguage,
    subscribeHandlers: @escaping @Sendable (EventBus, _ isSafe: Bool) -> Void,
    events: @escaping @Sendable () -> [EventName: [PayloadField]],
    states: @escaping @Sendable (_ service: String?) async -> [ServiceState],
    commands: [(name: String, command: HostedCommand)]
  ) {
    self.language = language
    self.subscribeHandlers = subscribeHandlers
    self.events = events
    self.states = states
    self.commands = commands
  }

  /// Returns a command of the application's own.
  func command(named name: String) -> HostedCommand? {
    commands.first { $0.name == name }?.command
  }
}

/// The work of a command of an application.
package struct HostedCommand: Sendable {
  /// Carries out the command with its arguments, and prints by the last parameter.
  package typealias Run =
    @Sendable (
      [Word], EventBus, _ print: @escaping @Sendable (String) -> Void
    ) async throws(Diagnostic) -> Void

  let run: Run

  /// Returns the proposals for an operand, by its name.
  let candidates: @Sendable (String) -> [String]

  package init(run: @escaping Run, candidates: @escaping @Sendable (String) -> [String]) {
    self.run = run
    self.candidates = candidates
  }
}

/// The application of a shell.
package struct ApplicationSource: Sendable {
  /// The name of the program.
  let program: String

  /// Returns the application for a bus and a clock.
  let make: @Sendable (EventBus, any Clock<Duration>) -> HostedApplication

  /// The reason why it cannot be made again; nil if it can.
  package let obstacle: String?

  package init(
    of program: String,
    obstacle: String?,
    make: @escaping @Sendable (EventBus, any Clock<Duration>) -> HostedApplication
  ) {
    (self.program, self.make, self.obstacle) = (program, make, obstacle)
  }

  /// The commands and handlers at the start.
  package var language: CommandLanguage { make(EventBus(), ContinuousClock()).language }

  /// Throws if the application cannot be made again.
  func requireFresh() throws(Diagnostic) {
    guard let obstacle else { return }
    throw Diagnostic("expected an application that can be made again, found one that \(obstacle)")
  }
}
