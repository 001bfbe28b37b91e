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
      if context.event == DocumentShared.name {
        let shared = try data.decode(DocumentShared.self)
        user = shared.targetUserID
        text = "document \(shared.documentID) was shared with you"
      } else {
        user = try data.decode(InviteAccepted.self).userID
        text = "your invite was accepted"
      }
      let notification = notifications.notify(user, text)
      context.note("notification \(notification.id) for user \(user)")
    }
  }

  private static func joinGroup(_ groups: GroupService) -> EventHandler {
    EventHandler(for: InviteAccepted.self, name: "join-group") { invite, context in
      let user = invite.userID
      guard let group = invite.groupID else {
        context.note("no group to join")
        return
      }
      guard groups.add(user, to: group) else {
        context.note("user \(user) is in group \(group) already")
        return
      }
      context.note("user \(user) joined group \(group)")
      await context.bus.emit(GroupUpdated(groupID: group))
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
      if context.event == UserCreated.name {
        let user = try data.decode(UserCreated.self).userID
        let message = messages.post("welcome", to: .user(user))
        context.note("message \(message.id) to user \(user)")
      } else {
        let group = try data.decode(GroupUpdated.self).groupID
        let message = messages.post("somebody new is here", to: .group(group))
        context.note("message \(message.id) in group \(group)")
      }
    }
  }

  private static func groupStats(_ groups: GroupService) -> EventHandler {
    EventHandler(for: MessageSent.self, name: "group-stats") { message, context in
      let count = groups.countMessage(in: message.groupID)
      context.note("group \(message.groupID): \(count.counted("message"))")
    }
  }

  private static func mentions(_ notifications: NotificationService) -> EventHandler {
    EventHandler(for: MessageSent.self, name: "mentions") { message, context in
      let mentioned = notifications.notifyMentioned(
        message.mentions ?? [],
        by: message.senderID,
        content: message.content ?? ""
      )
      let told = mentioned.map { "notification \($0.id) for user \($0.user)" }
      context.note(told.isEmpty ? "nobody to tell" : told.joined(separator: ", "))
    }
  }

  private static func revokeAccess(_ groups: GroupService) -> EventHandler {
    EventHandler(for: MemberRemoved.self, name: "revoke-access") { removed, context in
      let (user, workspace) = (removed.userID, removed.workspaceID)
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
