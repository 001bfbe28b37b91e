package import BusConsole
import Events

/// A small application that invites people: its services, and the handlers that connect them.
///
/// No service knows another. Handlers connect them; ``DemoServices/handlers`` says which handler
/// listens to which event.
package struct Demo: Sendable {
  package let services: DemoServices

  /// Creates an application in its initial state.
  ///
  /// - Parameter clock: The clock of handlers that wait.
  package init(clock: any Clock<Duration> = ContinuousClock()) {
    services = DemoServices(clock: clock)
  }

  /// The console of the demo.
  package static let console = BusConsole(
    "busctl",
    version: "0.1.0 (not systemd's busctl)",
    summary: "drive an event bus: emit events, and see what their handlers do",
    note: "This is not the tool of the same name that comes with systemd."
  ) { _, clock in
    Demo(clock: clock).application
  }

  /// The description for the console.
  package var application: ConsoleApplication {
    ConsoleApplication(
      events: [
        InviteAccepted.self, GroupUpdated.self, UserCreated.self, MessageSent.self,
        DocumentShared.self, MemberRemoved.self,
      ],
      handlers: services.handlers,
      services: services.state,
      commands: [services.accept, services.deliver]
    )
  }
}

/// The services of the demo.
package final class DemoServices: Sendable {
  package let invites = InviteService()
  package let notifications = NotificationService()
  package let groups = GroupService()
  package let messages = MessageService()
  package let analytics = AnalyticsService()
  package let webhooks = WebhookService()
  package let agent = AgentBridge()

  /// The clock of handlers that wait.
  let clock: any Clock<Duration>

  init(clock: any Clock<Duration>) {
    self.clock = clock
  }
}
