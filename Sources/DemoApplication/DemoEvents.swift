package import Events

/// A user has accepted an invite, perhaps to a group.
package struct InviteAccepted: Event {
  package static let name: EventName = "invite.accepted"

  let userID: Int
  let groupID: Int?
  let workspaceID: Int?

  private enum CodingKeys: String, CodingKey {
    case userID = "user_id"
    case groupID = "group_id"
    case workspaceID = "workspace_id"
  }
}

/// The members of a group have changed.
package struct GroupUpdated: Event {
  package static let name: EventName = "group.updated"

  let groupID: Int

  private enum CodingKeys: String, CodingKey {
    case groupID = "group_id"
  }
}

/// There is a new user.
package struct UserCreated: Event {
  package static let name: EventName = "user.created"

  let userID: Int

  private enum CodingKeys: String, CodingKey {
    case userID = "user_id"
  }
}

/// A message was sent in a group.
package struct MessageSent: Event {
  package static let name: EventName = "message.sent"

  let groupID: Int
  let senderID: Int?
  let mentions: [Int]?
  let content: String?

  private enum CodingKeys: String, CodingKey {
    case groupID = "group_id"
    case senderID = "sender_id"
    case mentions
    case content
  }
}

/// A document was shared with a user.
package struct DocumentShared: Event {
  package static let name: EventName = "document.shared"

  let targetUserID: Int
  let documentID: Int

  private enum CodingKeys: String, CodingKey {
    case targetUserID = "target_user_id"
    case documentID = "document_id"
  }
}

/// A user has left a workspace.
package struct MemberRemoved: Event {
  package static let name: EventName = "member.removed"

  let workspaceID: Int
  let userID: Int

  private enum CodingKeys: String, CodingKey {
    case workspaceID = "workspace_id"
    case userID = "user_id"
  }
}
