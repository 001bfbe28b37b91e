import Events
import EventsTesting
import Testing

@testable import Groups

struct GroupsTests {
  private let recorder = EventRecorder()
  private let application: Application

  init() {
    application = Application(bus: EventBus(tracer: recorder))
  }

  @Test func `who accepts an invite becomes a member, and then is welcomed`() async {
    let code = await application.invites.invite(7, to: 42)
    await application.invites.accept(code)

    #expect(recorder.ran == ["join-group", "welcome"])
    #expect(await application.members.isMember(7, of: 42))
    #expect(await application.mail.sent == ["user 7: welcome to group 42"])
  }

  @Test func `an invite is accepted once`() async {
    let code = await application.invites.invite(7, to: 42)
    await application.invites.accept(code)
    await application.invites.accept(code)

    #expect(recorder.emissions == ["invite.accepted"])
  }
}
