import BusLanguage
import BusShell
import Testing

/// The races of the demo, whose consequences its services show.
struct DemoRaceTests {
  @Test func `two tallies at the same time lose one update, and one after another lose none`() async
  {
    let printed = await virtualTranscript(
      """
      subscribe page.viewed tally
      subscribe page.viewed track
      emit page.viewed &
      emit page.viewed &
      wait
      state analytics
      emit page.viewed
      state analytics
      """
    )
    #expect(printed.contains("├─ tally  completed  read 0, wrote 1\n"))
    #expect(printed.contains("  event page.viewed  count 2  tally 1\n"))
    #expect(printed.contains("  event page.viewed  count 3  tally 2\n"))
  }

  private static let dismissal = """
    subscribe invite.accepted sleep 1s
    subscribe invite.accepted join-group
    subscribe member.removed sleep 1s
    subscribe member.removed revoke-access
    emit invite.accepted {"user_id": 7, "group_id": 42} &
    emit member.removed {"workspace_id": 1, "user_id": 7} &
    wait
    state groups
    """

  @Test func `a dismissed member is in the group or not, as the order has it`() async {
    var members: Set<String> = []
    for seed in UInt64(1)...20 {
      let printed = await virtualTranscript(Self.dismissal) { $0.seed = seed }
      let joinedLast = printed.contains(/(?s)left workspace 1.*user 7 joined group 42/)
      let found = printed.contains("members [1,2,7]")
      #expect(found == joinedLast, "seed \(seed)")
      members.insert(found ? "still there" : "gone")
    }
    #expect(members.count == 2)
  }

  @Test func `an invite can be accepted with a crash or by the outbox`() async {
    let printed = await transcript(
      """
      accept i1 crash
      deliver
      accept i2 outbox
      state invites
      deliver
      state invites
      deliver
      accept i3 later
      """
    ) { $0.isEmpty = true }
    #expect(
      printed == """
        i1 is accepted, and the process ended before the event (simulated)
        nothing waits in the outbox
        i2 is accepted, and its event is in the outbox
        invites
          id i1  user 7  accepted true   group 42
          id i2  user 8  accepted true   group 42  event waiting
          id i3  user 9  accepted false
        #1 invite.accepted {"group_id":42,"user_id":8,"workspace_id":1}
        nobody listens
        invites
          id i1  user 7  accepted true   group 42
          id i2  user 8  accepted true   group 42  event delivered
          id i3  user 9  accepted false
        nothing waits in the outbox
        busctl: test.bus:8:11: error: expected 'crash' or 'outbox', found 'later'
        exit status 1

        """
    )
  }

  @Test func `once is taken by one emission, before those that are nested in it`() async {
    let printed = await virtualTranscript(
      """
      once order.paid relay order.paid
      subscribe order.paid count
      emit order.paid
      emit order.paid
      """
    )
    #expect(
      printed == """
        subscribed relay order.paid to order.paid
        subscribed count to order.paid
        #1 order.paid {}
        ├─ relay order.paid  completed
        │  └─ #2 order.paid {}
        │     └─ count  completed  1 call
        ├─ count             completed  2 calls
        └─ - relay order.paid  removed: still ran
        2 handlers: 2 completed
        #3 order.paid {}
        └─ count  completed  3 calls
        1 handler: 1 completed
        exit status 0

        """
    )
  }
}
