package import BusTrace
import Events

extension DemoServices {
  /// The state of every service.
  package var state: [ServiceState] {
    [
      ServiceState(service: "invites", items: inviteItems),
      ServiceState(
        service: "notifications",
        items: notifications.all.map { [("id", $0.id), ("user", $0.user), ("text", $0.text)] }
      ),
      ServiceState(service: "groups", items: groupItems),
      ServiceState(
        service: "messages",
        items: messages.all.map { [("id", $0.id), $0.recipient.field, ("text", $0.text)] }
      ),
      ServiceState(
        service: "analytics",
        items: analytics.all.sorted { $0.key < $1.key }.map {
          [("event", $0.key), ("count", $0.value)]
        }
      ),
      ServiceState(
        service: "webhooks",
        items: webhooks.refused.map {
          [("partner", "simulated"), ("event", $0), ("answer", WebhookError.status)]
        }
      ),
      ServiceState(
        service: "agent",
        items: agent.all.map { [("event", $0.event.rawValue), ("data", $0.data)] }
      ),
    ]
  }

  private var inviteItems: [[(name: String, value: any Sendable)]] {
    invites.all.map { invite in
      let group = invite.group.map { ("group", $0 as any Sendable) }
      return [("id", invite.id), ("user", invite.user), ("accepted", invite.isAccepted)]
        + [group].compactMap(\.self)
    }
  }

  private var groupItems: [[(name: String, value: any Sendable)]] {
    let state = groups.state
    let members = state.members.sorted { $0.key < $1.key }.map { group, users in
      [
        ("group", group as any Sendable), ("members", users.sorted() as [any Sendable]),
        ("messages", state.messages[group, default: 0]),
      ]
    }
    let documents = state.documents.sorted { $0.key < $1.key }.map { user, documents in
      [("user", user as any Sendable), ("documents", documents.sorted() as [any Sendable])]
    }
    return members + documents
  }
}

extension MessageService.Recipient {
  fileprivate var field: (name: String, value: any Sendable) {
    switch self {
    case .group(let group): ("group", group)
    case .user(let user): ("user", user)
    }
  }
}
