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

    /// The state of its event in the outbox; nil if none was put there.
    package fileprivate(set) var outbox: Outbox?

    fileprivate var event: InviteAccepted {
      InviteAccepted(userID: user, groupID: group, workspaceID: workspace)
    }
  }

  /// The state of an event in the outbox.
  package enum Outbox: String, Sendable {
    case waiting
    case delivered
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
    await bus.emit(try markAccepted(id).event)
  }

  /// Accepts an invite, and emits nothing, as if the process had ended in between.
  package func acceptAndCrash(_ id: String) throws(InviteError) {
    _ = try markAccepted(id)
  }

  /// Accepts an invite and puts its event into the outbox, in one step.
  package func acceptByOutbox(_ id: String) throws(InviteError) {
    _ = try markAccepted(id, outbox: .waiting)
  }

  /// Emits the events that wait in the outbox, one after another.
  ///
  /// An event waits until its emission has ended: if the process ends before that, the event is
  /// emitted once more by the next one.
  ///
  /// - Returns: The number of events.
  package func deliver(on bus: EventBus) async -> Int {
    let waiting = all.filter { $0.outbox == .waiting }
    for invite in waiting {
      await bus.emit(invite.event)
      invites.withLock { invites in
        for index in invites.indices where invites[index].id == invite.id {
          invites[index].outbox = .delivered
        }
      }
    }
    return waiting.count
  }

  private func markAccepted(
    _ id: String,
    outbox: Outbox? = nil
  ) throws(InviteError) -> Invite {
    try invites.withLock { invites throws(InviteError) in
      guard let index = invites.firstIndex(where: { $0.id == id }) else { throw .unknown(id) }
      if invites[index].isAccepted { throw .alreadyAccepted(id) }
      invites[index].isAccepted = true
      invites[index].outbox = outbox
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
