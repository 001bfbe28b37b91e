import Events

/// A user has accepted an invite to a group.
struct InviteAccepted: Event {
  static let name: EventName = "invite.accepted"

  let user: Int
  let group: Int
}

/// The invites that nobody has accepted yet.
actor Invites {
  private let bus: EventBus
  private var open: [String: InviteAccepted] = [:]

  init(bus: EventBus) {
    self.bus = bus
  }

  func invite(_ user: Int, to group: Int) -> String {
    let code = "\(group)-\(user)"
    open[code] = InviteAccepted(user: user, group: group)
    return code
  }

  func accept(_ code: String) async {
    guard let accepted = open.removeValue(forKey: code) else { return }
    await bus.emit(accepted)
  }
}
