package import Events

/// The events of the demo, each with the fields of its data.
extension EventName {
  /// `user_id`; optional `group_id`, `workspace_id`.
  package static let inviteAccepted: EventName = "invite.accepted"

  /// `group_id`.
  package static let groupUpdated: EventName = "group.updated"

  /// `user_id`.
  package static let userCreated: EventName = "user.created"

  /// `group_id`; optional `sender_id`, `mentions` (a list of users), `content`.
  package static let messageSent: EventName = "message.sent"

  /// `target_user_id`, `document_id`.
  package static let documentShared: EventName = "document.shared"

  /// `workspace_id`, `user_id`.
  package static let memberRemoved: EventName = "member.removed"
}
