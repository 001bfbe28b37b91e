import BusConsole
import Events

extension DemoServices {
  /// The handlers with which the services react to events, in running order.
  ///
  /// A handler reads fields of the data, calls one service, and notes the result. One that is
  /// listed for no event is there to be subscribed by hand.
  var handlers: [ConsoleHandler] {
    [
      ConsoleHandler(
        EventHandler(name: "notify") { [notifications] data, context in
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
        },
        to: [InviteAccepted.self, DocumentShared.self],
        "notify the user of the invite or the shared document",
        examples: ["emit invite.accepted {\"user_id\": 7}"]
      ),
      ConsoleHandler(
        to: InviteAccepted.self,
        "join-group",
        "add the user to the group, then emit group.updated",
        examples: ["emit invite.accepted {\"user_id\": 7, \"group_id\": 42}"]
      ) { [groups] invite, context in
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
      },
      ConsoleHandler(
        EventHandler(name: "track") { [analytics] _, context in
          context.note("\(context.event): \(analytics.count(context.event.rawValue))")
        },
        to: [InviteAccepted.self],
        "count the event",
        examples: ["emit invite.accepted {\"user_id\": 7}", "state analytics"],
        readsData: false
      ),
      tally,
      ConsoleHandler(
        EventHandler(name: "webhook") { [webhooks] _, context in
          try webhooks.deliver(context.event.rawValue)
        },
        to: [InviteAccepted.self],
        "call a simulated partner, which always answers 503",
        examples: ["subscribe bill.paid webhook", "emit bill.paid", "state webhooks"],
        readsData: false
      ),
      ConsoleHandler(
        EventHandler(name: "announce") { [messages] data, context in
          if context.event == UserCreated.name {
            let user = try data.decode(UserCreated.self).userID
            let message = messages.post("welcome", to: .user(user))
            context.note("message \(message.id) to user \(user)")
          } else {
            let group = try data.decode(GroupUpdated.self).groupID
            let message = messages.post("somebody new is here", to: .group(group))
            context.note("message \(message.id) in group \(group)")
          }
        },
        to: [GroupUpdated.self, UserCreated.self],
        "post a message in the group, or to the new user",
        examples: ["emit user.created {\"user_id\": 1}", "state messages"]
      ),
      ConsoleHandler(
        to: MessageSent.self,
        "group-stats",
        "count the group's messages",
        examples: ["emit message.sent {\"group_id\": 42}", "state groups"]
      ) { [groups] message, context in
        let count = groups.countMessage(in: message.groupID)
        context.note("group \(message.groupID): \(counted(count, "message"))")
      },
      ConsoleHandler(
        to: MessageSent.self,
        "mentions",
        "notify the users who are mentioned, except the sender",
        examples: ["emit message.sent {\"group_id\": 42, \"sender_id\": 7, \"mentions\": [8]}"]
      ) { [notifications] message, context in
        let mentioned = notifications.notifyMentioned(
          message.mentions ?? [],
          by: message.senderID,
          content: message.content ?? ""
        )
        let told = mentioned.map { "notification \($0.id) for user \($0.user)" }
        context.note(told.isEmpty ? "nobody to tell" : told.joined(separator: ", "))
      },
      ConsoleHandler(
        to: MemberRemoved.self,
        "revoke-access",
        "remove the user from all groups and documents",
        examples: ["emit member.removed {\"workspace_id\": 1, \"user_id\": 7}"]
      ) { [groups] removed, context in
        let lost = groups.revokeAccess(of: removed.userID)
        let (groups, documents) = (
          counted(lost.groups, "group"), counted(lost.documents, "document")
        )
        context.note(
          "user \(removed.userID) left workspace \(removed.workspaceID): "
            + "\(groups), \(documents) fewer"
        )
      },
      ConsoleHandler(
        EventHandler(name: "agent") { [agent] data, context in
          context.note("\(agent.enqueue(context.event, data)) in the agent's outbox")
        },
        to: [MessageSent.self],
        "put the event into an external agent's outbox",
        examples: ["emit message.sent {\"group_id\": 42}", "state agent"],
        readsData: false
      ),
    ]
  }
}

/// Returns a number with the name of the things.
private func counted(_ count: Int, _ thing: String) -> String {
  "\(count) \(thing)\(count == 1 ? "" : "s")"
}
