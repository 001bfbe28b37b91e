package import Events

/// A small application that invites people: its services, and the handlers that connect them.
///
/// No service knows another. Handlers connect them, and ``subscribeHandlers(to:)`` is the one place
/// that says which handler listens to which event.
package struct Demo: Sendable {
  package let services: DemoServices
  package let handlers: DemoHandlers

  /// Creates an application in its initial state.
  package init() {
    services = DemoServices()
    handlers = DemoHandlers(services)
  }

  /// Subscribes the application's handlers in running order.
  package func subscribeHandlers(to bus: EventBus) {
    bus.subscribe(handlers.notify, to: .inviteAccepted)
    bus.subscribe(handlers.joinGroup, to: .inviteAccepted)
    bus.subscribe(handlers.track, to: .inviteAccepted)
    bus.subscribe(handlers.webhook, to: .inviteAccepted)

    bus.subscribe(handlers.announce, to: .groupUpdated)
    bus.subscribe(handlers.announce, to: .userCreated)

    bus.subscribe(handlers.groupStats, to: .messageSent)
    bus.subscribe(handlers.mentions, to: .messageSent)
    bus.subscribe(handlers.agent, to: .messageSent)

    bus.subscribe(handlers.notify, to: .documentShared)

    bus.subscribe(handlers.revokeAccess, to: .memberRemoved)
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

  package init() {}
}
