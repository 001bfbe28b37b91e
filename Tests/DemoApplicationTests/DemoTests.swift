import BusConsole
import DemoApplication
import Events
import Testing

struct DemoTests {
  private let demo = Demo()
  private let bus = EventBus()

  init() {
    demo.application.subscribeHandlers(to: bus, isSafe: false)
  }

  @Test func `the demo subscribes the handlers of each event in order`() {
    let wiring = bus.events.map { event in
      ([event.rawValue + ":"] + bus.subscriptions(to: event).map(\.handler.name))
        .joined(separator: " ")
    }
    #expect(
      wiring == [
        "document.shared: notify",
        "group.updated: announce",
        "invite.accepted: notify join-group track webhook",
        "member.removed: revoke-access",
        "message.sent: group-stats mentions agent",
        "user.created: announce",
      ]
    )
  }

  @Test func `accepting an invite has its side effects in other services`() async throws {
    try await demo.services.invites.accept("i1", on: bus)
    #expect(demo.services.invites.all.filter(\.isAccepted).map(\.id) == ["i1"])
    #expect(demo.services.notifications.all.map(\.user) == [7])
    #expect(demo.services.groups.state.members[42] == [1, 2, 7])
    #expect(demo.services.messages.all.map(\.recipient) == [.group(42)])
    #expect(demo.services.analytics.all == ["invite.accepted": 1])
    #expect(demo.services.webhooks.refused == ["invite.accepted"])
  }

  @Test func `the invite service needs no subscriber`() async throws {
    try await demo.services.invites.accept("i1", on: EventBus())
    #expect(demo.services.invites.all.filter(\.isAccepted).map(\.id) == ["i1"])
  }

  @Test func `an invite is accepted once`() async throws {
    try await demo.services.invites.accept("i2", on: bus)
    await #expect(throws: InviteError.alreadyAccepted("i2")) {
      try await demo.services.invites.accept("i2", on: bus)
    }
    await #expect(throws: InviteError.unknown("i9")) {
      try await demo.services.invites.accept("i9", on: bus)
    }
  }

  @Test func `an invite without a group joins none`() async throws {
    try await demo.services.invites.accept("i3", on: bus)
    #expect(demo.services.groups.state.members == [42: [1, 2]])
    #expect(demo.services.messages.all.isEmpty)
  }

  @Test func `mentions skip the sender and quote a hundred characters`() async {
    let content = String(repeating: "x", count: 150)
    await bus.emit(
      MessageSent.name,
      ["group_id": 42, "sender_id": 1, "mentions": [1, 2, 3], "content": content]
    )
    #expect(demo.services.notifications.all.map(\.user) == [2, 3])
    #expect(
      demo.services.notifications.all.first?.text
        == "you were mentioned: \(String(repeating: "x", count: 100))"
    )
    #expect(demo.services.groups.state.messages == [42: 1])
    #expect(demo.services.agent.all.map(\.event) == [MessageSent.name])
  }

  @Test func `a removed member loses groups and documents`() async {
    await bus.emit(MemberRemoved.name, ["workspace_id": 1, "user_id": 2])
    #expect(demo.services.groups.state.members == [42: [1]])
    #expect(demo.services.groups.state.documents.isEmpty)
  }

  @Test func `a shared document is told to the one it is shared with`() async {
    await bus.emit(DocumentShared.name, ["target_user_id": 8, "document_id": 5, "user_id": 1])
    #expect(demo.services.notifications.all.map(\.user) == [8])
    #expect(demo.services.notifications.all.map(\.text) == ["document 5 was shared with you"])
  }

  @Test func `a new user is welcomed`() async {
    await bus.emit(UserCreated.name, ["user_id": 9])
    #expect(demo.services.messages.all.map(\.recipient) == [.user(9)])
  }

  @Test func `a field that is missing fails the handlers that need it`() async {
    let report = await bus.emit(InviteAccepted.name, ["group_id": 42])
    #expect(
      report.failures.map(\.subscription.handler.name) == ["notify", "join-group", "webhook"]
    )
    #expect(report.completed == 1)
    #expect(demo.services.analytics.all == ["invite.accepted": 1])
  }

  @Test func `the partner of the webhook is simulated, and says so`() async {
    let report = await bus.emit(InviteAccepted.name, ["user_id": 7])
    let error = report.failures.first { $0.subscription.handler.name == "webhook" }?.error
    #expect(error.map { "\($0)" } == "simulated partner: 503 Service Unavailable")
  }

  @Test func `an invite whose event is in the outbox is told when the outbox is emptied`()
    async throws
  {
    let invites = demo.services.invites
    try invites.acceptByOutbox("i2")
    try invites.acceptByOutbox("i1")
    #expect(demo.services.notifications.all.isEmpty)
    #expect(await invites.deliver(on: bus) == 2)
    #expect(demo.services.notifications.all.map(\.user) == [7, 8])
    #expect(invites.all.map(\.outbox) == [.delivered, .delivered, nil])
    #expect(await invites.deliver(on: bus) == 0)
    await #expect(throws: InviteError.alreadyAccepted("i2")) {
      try await invites.accept("i2", on: bus)
    }
  }

  @Test func `an invite is accepted and never told if the process ends before the event`()
    async throws
  {
    try demo.services.invites.acceptAndCrash("i1")
    #expect(await demo.services.invites.deliver(on: bus) == 0)
    #expect(demo.services.invites.all.map(\.isAccepted) == [true, false, false])
    #expect(demo.services.notifications.all.isEmpty)
  }
}
