public import Events

/// The description of an application for its console.
public struct ConsoleApplication: Sendable {
  let events: [any Event.Type]
  let handlers: [ConsoleHandler]
  let services: [ConsoleService]
  let commands: [ConsoleCommand]

  /// Describes an application.
  ///
  /// Two handlers, services or commands of one name trap.
  ///
  /// - Parameters:
  ///   - events: The events in the order in which their handlers are subscribed. Events of handlers
  ///     can be left out; they follow in the order of the handlers. An event without a handler is
  ///     only proposed when Tab completes a command.
  ///   - handlers: The handlers, in running order.
  ///   - services: The services whose data `state` shows.
  ///   - commands: The application's own commands.
  public init(
    events: [any Event.Type] = [],
    handlers: [ConsoleHandler] = [],
    services: [ConsoleService] = [],
    commands: [ConsoleCommand] = []
  ) {
    self.events = events
    self.handlers = handlers
    self.services = services
    self.commands = commands
    check()
  }
}
