import Events

/// The domains, and the one place in which they are connected.
struct Application {
  let invites: Invites
  let members: Members
  let mail: Mail

  init(bus: EventBus) {
    let members = Members()
    let mail = Mail()
    self.members = members
    self.mail = mail
    invites = Invites(bus: bus)

    // They run in this order.
    bus.subscribe(to: InviteAccepted.self, name: "join-group") { invite in
      await members.add(invite.user, to: invite.group)
    }
    bus.subscribe(to: InviteAccepted.self, name: "welcome") { invite in
      await mail.send("user \(invite.user): welcome to group \(invite.group)")
    }
  }
}
