import BusConsole
import Events

extension DemoServices {
  /// The services, with their data.
  var state: [ConsoleService] {
    [
      ConsoleService("invites") { [invites] in
        invites.all.map {
          [
            "id": $0.id, "user": $0.user, "accepted": $0.isAccepted, "group": $0.group,
            "event": $0.outbox?.rawValue,
          ]
        }
      },
      ConsoleService("notifications") { [notifications] in
        notifications.all.map { ["id": $0.id, "user": $0.user, "text": $0.text] }
      },
      ConsoleService("groups") { [groups] in
        let state = groups.state
        let members = state.members.sorted { $0.key < $1.key }.map { group, users in
          [
            "group": group, "members": users.sorted(),
            "messages": state.messages[group, default: 0],
          ] as ConsoleService.Item
        }
        let documents = state.documents.sorted { $0.key < $1.key }.map { user, documents in
          ["user": user, "documents": documents.sorted()] as ConsoleService.Item
        }
        return members + documents
      },
      ConsoleService("messages") { [messages] in
        messages.all.map { message in
          switch message.recipient {
          case .group(let group): ["id": message.id, "group": group, "text": message.text]
          case .user(let user): ["id": message.id, "user": user, "text": message.text]
          }
        }
      },
      ConsoleService("analytics") { [analytics] in
        let (counts, tallies) = (analytics.all, analytics.allTallies)
        return Set(counts.keys).union(tallies.keys).sorted().map {
          ["event": $0, "count": counts[$0], "tally": tallies[$0]]
        }
      },
      ConsoleService("webhooks") { [webhooks] in
        webhooks.refused.map {
          ["partner": "simulated", "event": $0, "answer": WebhookError.status]
        }
      },
      ConsoleService("agent") { [agent] in
        agent.all.map { ["event": $0.event.rawValue, "data": $0.data] }
      },
    ]
  }
}
