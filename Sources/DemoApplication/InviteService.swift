package import Events
import Synchronization

/// A service for invites.
///
/// It emits events on the bus that it is given, and knows nothing of their handlers.
package final class InviteService: Sendable {
  /// An invite of a user, perhaps to a group.
  package struct Invite: Sendable {
    package let id: String
    package let user: Int
    package let group: Int?
    package let workspace: Int
    package fileprivate(set) var isAccepted = false
  }

  private let invites = Mutex([
    Invite(id: "i1", user: 7, group: 42, workspace: 1),
    Invite(id: "i2", user: 8, group: 42, workspace: 1),
    Invite(id: "i3", user: 9, group: nil, workspace: 1),
  ])

  package init() {}

  /// The invites, in the order in which they were made.
  package var all: [Invite] { invites.withLock { $0 } }

  /// Accepts an invite and emits ``InviteAccepted``.
  package func accept(_ id: String, on bus: EventBus) async throws(InviteError) {
    let invite = try markAccepted(id)
    await bus.emit(
      InviteAccepted(userID: invite.user, groupID: invite.group, workspaceID: invite.workspace)
    )
  }

  private func markAccepted(_ id: String) throws(InviteError) -> Invite {
    try invites.withLock { invites throws(InviteError) in
      guard let index = invites.firstIndex(where: { $0.id == id }) else { throw .unknown(id) }
      if invites[index].isAccepted { throw .alreadyAccepted(id) }
      invites[index].isAccepted = true
      return invites[index]
    }
  }
}

/// The reason why an invite cannot be accepted.
package enum InviteError: Error, Hashable, CustomStringConvertible {
  case unknown(String)
  case alreadyAccepted(String)

  package var description: String {
    switch self {
    case .unknown(let id): "no invite '\(id)'"
    case .alreadyAccepted(let id): "invite '\(id)' is already accepted"
    }
  }
}
