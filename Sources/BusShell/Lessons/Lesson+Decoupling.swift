extension Lesson {
  static let decoupling = Lesson(
    title: "decoupling: a new side effect",
    text: """
      The demo's invite service emits invite.accepted and knows no handler. 'catalog' lists those that
      there are, 'accept i1' lets the service accept an invite, and 'state' shows what came of it.
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
      .subscribed("invite.accepted", ["notify", "join-group", "agent"]),
      .last("completed notify join-group agent"),
    ],
    hints: [
      "Which handler of the catalog hands an event to the agent?",
      "Subscribe 'agent' to invite.accepted; then 'accept i1', and look at 'state agent'.",
    ],
    solution: ["subscribe invite.accepted agent", "accept i1", "state agent"],
    outlook: """
      If the new side effect lives in another process, the event has to travel: write it to an outbox
      in the transaction that makes it true, and let a broker carry it.
      """
  )
}
