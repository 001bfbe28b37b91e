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
    bus.subscribe(handlers.notify, to: InviteAccepted.name)
    bus.subscribe(handlers.joinGroup, to: InviteAccepted.name)
    bus.subscribe(handlers.track, to: InviteAccepted.name)
    bus.subscribe(handlers.webhook, to: InviteAccepted.name)

    bus.subscribe(handlers.announce, to: GroupUpdated.name)
    bus.subscribe(handlers.announce, to: UserCreated.name)

    bus.subscribe(handlers.groupStats, to: MessageSent.name)
    bus.subscribe(handlers.mentions, to: MessageSent.name)
    bus.subscribe(handlers.agent, to: MessageSent.name)

    bus.subscribe(handlers.notify, to: DocumentShared.name)

    bus.subscribe(handlers.revokeAccess, to: MemberRemoved.name)
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
