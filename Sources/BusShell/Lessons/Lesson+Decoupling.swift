extension Lesson {
  static let decoupling = Lesson(
    title: "decoupling: a new side effect",
    text: """
      The demo's invite service emits invite.accepted and knows no handler. 'catalog' lists those that
      there are, 'accept INVITE' lets the service accept one of those that 'state invites' shows, and
      'state' shows what came of it.
      """,
    task: """
      An external agent is to hear of accepted invites, too. Add that without touching the invite
      service, and accept an invite.
      """,
    preparation: [
      "subscribe invite.accepted notify", "subscribe invite.accepted join-group",
      "subscribe group.updated announce",
    ],
    goals: [
      LessonGoal(
        .acceptance([]),
        missing: "the invite service has not accepted an invite"
      ),
      LessonGoal(
        .acceptance(["completed notify join-group agent"]),
        missing: """
          no invite was accepted with 'notify', 'join-group' and 'agent' subscribed; 'state invites' \
          shows which are left
          """
      ),
    ],
    hints: [
      "Which handler of the catalog hands an event to the agent?",
      "Subscribe 'agent' to invite.accepted; then accept an invite, and look at 'state agent'.",
    ],
    solution: ["subscribe invite.accepted agent", "accept i1", "state agent"],
    outlook: """
      If the new side effect lives in another process, the event has to travel: write it to an outbox
      in the transaction that makes it true, and let a broker carry it.
      """
  )
}
