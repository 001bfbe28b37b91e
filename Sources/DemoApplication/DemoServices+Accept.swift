import BusConsole

extension DemoServices {
  /// The command that accepts an invite.
  var accept: ConsoleCommand {
    ConsoleCommand(
      "accept",
      operands: [ConsoleOperand("INVITE") { [invites] in invites.all.map(\.id) }],
      "accept an invite",
      discussion: """
        The service emits invite.accepted without knowing who is subscribed. 'state invites'
        shows the invites. Each can be accepted once.
        """,
      examples: ["state invites", "accept i1"]
    ) { [invites] context in
      do throws(InviteError) {
        try await invites.accept(context.arguments[0], on: context.bus)
      } catch {
        throw ConsoleError(
          error.description,
          argument: 0,
          hint: "'state invites' shows the invites"
        )
      }
    }
  }
}
