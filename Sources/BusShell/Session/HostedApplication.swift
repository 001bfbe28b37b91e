package import BusLanguage
package import BusTrace
package import Events

/// An application in its initial state, as a shell sees it.
package struct HostedApplication: Sendable {
  /// The commands and handlers that there are, with those of the application.
  package let language: CommandLanguage

  /// Subscribes the handlers to the events for which they are made, in running order.
  let subscribeHandlers: @Sendable (EventBus) -> Void

  /// Returns what its services hold.
  let states: @Sendable () -> [ServiceState]

  /// The application's own commands, by their names.
  let commands: [String: HostedCommand]

  package init(
    language: CommandLanguage,
    subscribeHandlers: @escaping @Sendable (EventBus) -> Void,
    states: @escaping @Sendable () -> [ServiceState],
    commands: [String: HostedCommand]
  ) {
    self.language = language
    self.subscribeHandlers = subscribeHandlers
    self.states = states
    self.commands = commands
  }
}

/// The work of a command of an application.
package struct HostedCommand: Sendable {
  /// Carries out the command with its arguments.
  let run: @Sendable ([Word], EventBus) async throws(Diagnostic) -> Void

  /// Returns the proposals for an operand, by its name.
  let candidates: @Sendable (String) -> [String]

  package init(
    run: @escaping @Sendable ([Word], EventBus) async throws(Diagnostic) -> Void,
    candidates: @escaping @Sendable (String) -> [String]
  ) {
    self.run = run
    self.candidates = candidates
  }
}

/// Makes an application in its initial state.
package typealias ApplicationMaker = @Sendable () -> HostedApplication
