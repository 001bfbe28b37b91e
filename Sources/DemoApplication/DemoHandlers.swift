package import Events
import TerminalText

/// The handlers with which the services react to events.
///
/// A handler reads fields of the data, calls one service, and notes the result.
package struct DemoHandlers: Sendable {
  /// Notifies a user of an accepted invite or a shared document.
  package let notify: EventHandler

  /// Adds the user to the group, and emits that the group has changed.
  package let joinGroup: EventHandler

  /// Counts the event.
  package let track: EventHandler

  /// Calls the partner, which is always down.
  package let webhook: EventHandler

  /// Posts a message to the group that has changed, or to the new user.
  package let announce: EventHandler

  /// Counts the group's messages.
  package let groupStats: EventHandler

  /// Notifies the users that a message mentions.
  package let mentions: EventHandler

  /// Removes the user from every group and document.
  package let revokeAccess: EventHandler

  /// Puts the event into the outbox of an external agent.
  package let agent: EventHandler

  init(_ services: DemoServices) {
    notify = Self.notify(services.notifications)
    joinGroup = Self.joinGroup(services.groups)
    track = Self.track(services.analytics)
    webhook = Self.webhook(services.webhooks)
    announce = Self.announce(services.messages)
    groupStats = Self.groupStats(services.groups)
    mentions = Self.mentions(services.notifications)
    revokeAccess = Self.revokeAccess(services.groups)
    agent = Self.agent(services.agent)
  }
}

extension DemoHandlers {
  private static func notify(_ notifications: NotificationService) -> EventHandler {
    EventHandler(name: "notify") { data, context in
      let user: Int
      let text: String
      if context.event == .documentShared {
        user = try data.value("target_user_id")
        text = "document \(try data.value("document_id", as: Int.self)) was shared with you"
      } else {
        user = try data.value("user_id")
        text = "your invite was accepted"
      }
      let notification = notifications.notify(user, text)
      context.note("notification \(notification.id) for user \(user)")
    }
  }

  private static func joinGroup(_ groups: GroupService) -> EventHandler {
    EventHandler(name: "join-group") { data, context in
      let user = try data.value("user_id", as: Int.self)
      guard let group = try data.valueIfPresent("group_id", as: Int.self) else {
        context.note("no group to join")
        return
      }
      guard groups.add(user, to: group) else {
        context.note("user \(user) is in group \(group) already")
        return
      }
      context.note("user \(user) joined group \(group)")
      await context.bus.emit(.groupUpdated, ["group_id": group])
    }
  }

  private static func track(_ analytics: AnalyticsService) -> EventHandler {
    EventHandler(name: "track") { _, context in
      context.note("\(context.event): \(analytics.count(context.event.rawValue))")
    }
  }

  private static func webhook(_ webhooks: WebhookService) -> EventHandler {
    EventHandler(name: "webhook") { _, context in try webhooks.deliver(context.event.rawValue) }
  }

  private static func announce(_ messages: MessageService) -> EventHandler {
    EventHandler(name: "announce") { data, context in
      if context.event == .userCreated {
        let user = try data.value("user_id", as: Int.self)
        let message = messages.post("welcome", to: .user(user))
        context.note("message \(message.id) to user \(user)")
      } else {
        let group = try data.value("group_id", as: Int.self)
        let message = messages.post("somebody new is here", to: .group(group))
        context.note("message \(message.id) in group \(group)")
      }
    }
  }

  private static func groupStats(_ groups: GroupService) -> EventHandler {
    EventHandler(name: "group-stats") { data, context in
      let group = try data.value("group_id", as: Int.self)
      let count = groups.countMessage(in: group)
      context.note("group \(group): \(count.counted("message"))")
    }
  }

  private static func mentions(_ notifications: NotificationService) -> EventHandler {
    EventHandler(name: "mentions") { data, context in
      let mentioned = notifications.notifyMentioned(
        try data.valueIfPresent("mentions", as: [Int].self) ?? [],
        by: try data.valueIfPresent("sender_id", as: Int.self),
        content: try data.valueIfPresent("content", as: String.self) ?? ""
      )
      let told = mentioned.map { "notification \($0.id) for user \($0.user)" }
      context.note(told.isEmpty ? "nobody to tell" : told.joined(separator: ", "))
    }
  }

  private static func revokeAccess(_ groups: GroupService) -> EventHandler {
    EventHandler(name: "revoke-access") { data, context in
      let workspace = try data.value("workspace_id", as: Int.self)
      let user = try data.value("user_id", as: Int.self)
      let lost = groups.revokeAccess(of: user)
      let groups = lost.groups.counted("group")
      let documents = lost.documents.counted("document")
      context.note("user \(user) left workspace \(workspace): \(groups), \(documents) fewer")
    }
  }

  private static func agent(_ agent: AgentBridge) -> EventHandler {
    EventHandler(name: "agent") { data, context in
      context.note("\(agent.enqueue(context.event, data)) in the agent's outbox")
    }
  }
}
