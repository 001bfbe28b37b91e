import BusLanguage
import BusShell
import TestSupport
import Testing

/// The pages of help on what the application has.
struct HelpTopicTests {
  @Test func `help on an event has its fields and its handlers`() async {
    #expect(
      await transcript("unsubscribe invite.accepted track\nhelp invite.accepted").contains(
        """
        event: invite.accepted

        Its fields are user_id, [group_id], [workspace_id]. What is in brackets may be
        missing.
        Its handlers, in running order:
          1  notify
          2  join-group
          3  webhook

        try:
          plan invite.accepted

        """
      )
    )
  }

  @Test func `help on an event of the session says what is known`() async {
    let script = "subscribe 'my event' print\nunsubscribe 'my event' print\nhelp 'my event'"
    #expect(
      await transcript(script) { $0.isEmpty = true }.contains(
        """
        event: "my event"

        No fields of it are known.
        Nobody listens to it.

        try:
          plan "my event"

        """
      )
    )
  }

  @Test func `help on a service says what it holds`() async {
    let empty = await transcript("help messages")
    #expect(empty.hasPrefix("service: messages\n\nIt holds nothing yet.\n"))
    let printed = await transcript("emit user.created {\"user_id\": 1}\nhelp messages")
    #expect(printed.contains("service: messages\n\nIt holds 1 item, with id, user, text.\n"))
  }

  @Test func `a name that is like one of the application's is a hint`() async {
    #expect(
      await transcript("help invites.accepted") == """
        busctl: test.bus:1:6: error: no help on 'invites.accepted'
        hint: did you mean 'invite.accepted'?
        exit status 1

        """
    )
    #expect(await transcript("help nothing-like-it").contains("hint: 'help' lists what there is\n"))
  }

  @Test func `events, services and lists of help complete`() async {
    let vocabulary = await ShellTest().run().vocabulary
    let completer = Completer(vocabulary) { _ in [] }
    func candidates(_ text: String) -> [String] {
      completer.completion(of: Array("help \(text)".utf8)).candidates.map(\.text)
    }
    #expect(candidates("invi") == ["invite.accepted", "invites"])
    #expect(candidates("expe") == ["expect", "expectations"])
    #expect(candidates("sess") == ["session"])
  }
}
