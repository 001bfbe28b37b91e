import BusLanguage
package import BusShell
import BusTrace
import Events
import TerminalText

extension Demo {
  /// The name of the program that runs the demo.
  package static let program = "busctl"

  /// Returns a new demo as a shell sees it.
  @Sendable
  package static func hosted() -> HostedApplication {
    let demo = Demo()
    let services = demo.services
    return HostedApplication(
      language: CommandLanguage(
        program: program,
        commands: [accept],
        handlers: demo.handlerEntries,
        services: services.state.map(\.service)
      ),
      subscribeHandlers: demo.subscribeHandlers,
      states: { services.state },
      commands: [
        "accept": HostedCommand(
          run: { arguments, bus throws(Diagnostic) in
            let invite = arguments.first
            do throws(InviteError) {
              try await services.invites.accept(invite?.text ?? "", on: bus)
            } catch {
              throw Diagnostic(
                error.description.escaped,
                at: invite?.position,
                .hint("'state invites' shows the invites")
              )
            }
          },
          candidates: { _ in services.invites.all.map(\.id) }
        )
      ]
    )
  }

  private static let accept = CommandEntry(
    application: "accept",
    operands: [.required("INVITE", .application)],
    summary: "let the invite service accept an invite",
    discussion: """
      The service emits invite.accepted and knows no subscriber. 'state invites' shows the
      invites; each can be accepted once.
      """,
    examples: ["state invites", "accept i1"]
  )

  private var handlerEntries: [HandlerEntry] {
    [
      HandlerEntry(
        handlers.notify,
        summary: "notify the user of the invite or the shared document",
        fields: [
          PayloadField("user_id", .except("document.shared")),
          PayloadField("target_user_id", .only("document.shared")),
          PayloadField("document_id", .only("document.shared")),
        ],
        examples: ["emit invite.accepted {\"user_id\": 7}"]
      ),
      HandlerEntry(
        handlers.joinGroup,
        summary: "add the user to the group, then emit group.updated",
        fields: [PayloadField("user_id"), PayloadField("group_id", isOptional: true)],
        examples: ["emit invite.accepted {\"user_id\": 7, \"group_id\": 42}"]
      ),
      HandlerEntry(
        handlers.track,
        summary: "count the event",
        examples: ["emit invite.accepted {\"user_id\": 7}", "state analytics"]
      ),
      HandlerEntry(
        handlers.webhook,
        summary: "call a simulated partner, which always answers 503",
        examples: ["subscribe bill.paid webhook", "emit bill.paid", "state webhooks"]
      ),
      HandlerEntry(
        handlers.announce,
        summary: "post a message in the group, or to the new user",
        fields: [
          PayloadField("group_id", .except("user.created")),
          PayloadField("user_id", .only("user.created")),
        ],
        examples: ["emit user.created {\"user_id\": 7}", "state messages"]
      ),
      HandlerEntry(
        handlers.groupStats,
        summary: "count the group's messages",
        fields: [PayloadField("group_id")],
        examples: ["emit message.sent {\"group_id\": 42}", "state groups"]
      ),
      HandlerEntry(
        handlers.mentions,
        summary: "notify those who are mentioned, but not the sender",
        fields: ["mentions", "sender_id", "content"].map { PayloadField($0, isOptional: true) },
        examples: ["emit message.sent {\"group_id\": 42, \"sender_id\": 7, \"mentions\": [8]}"]
      ),
      HandlerEntry(
        handlers.revokeAccess,
        summary: "take the user out of all groups and documents",
        fields: [PayloadField("workspace_id"), PayloadField("user_id")],
        examples: ["emit member.removed {\"workspace_id\": 1, \"user_id\": 7}"]
      ),
      HandlerEntry(
        handlers.agent,
        summary: "put the event into an external agent's outbox",
        examples: ["emit message.sent {\"group_id\": 42}", "state agent"]
      ),
    ]
  }
}
