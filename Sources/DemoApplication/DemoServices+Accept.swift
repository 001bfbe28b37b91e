import BusConsole

extension DemoServices {
  /// The ways to accept an invite other than to emit its event at once.
  private enum Way: String, CaseIterable {
    case crash
    case outbox
  }

  /// The command that accepts an invite.
  var accept: ConsoleCommand {
    ConsoleCommand(
      "accept",
      operands: [
        ConsoleOperand("INVITE") { [invites] in invites.all.map(\.id) },
        ConsoleOperand("crash|outbox", isOptional: true) { Way.allCases.map(\.rawValue) },
      ],
      "accept an invite",
      discussion: """
        The service stores that the invite is accepted. Then it emits invite.accepted without knowing
        who is subscribed. 'state invites' shows the invites. Each can be accepted once. 'crash' acts
        as if the process ended before the emission: nothing is emitted. With 'outbox' the event is
        stored in the same step, and 'deliver' emits it.
        """,
      examples: ["state invites", "accept i1", "accept i2 outbox", "deliver"]
    ) { [invites] context in
      let id = context.arguments[0]
      let word = context.arguments.dropFirst().first
      let way = word.flatMap(Way.init)
      if let word, way == nil {
        throw ConsoleError("expected 'crash' or 'outbox', found '\(word)'", argument: 1)
      }
      do throws(InviteError) {
        switch way {
        case nil:
          try await invites.accept(id, on: context.bus)
        case .crash:
          try invites.acceptAndCrash(id)
          context.print("\(id) is accepted, and the process ended before the event (simulated)")
        case .outbox:
          try invites.acceptByOutbox(id)
          context.print("\(id) is accepted, and its event is in the outbox")
        }
      } catch {
        throw ConsoleError(
          error.description,
          argument: 0,
          hint: "'state invites' shows the invites"
        )
      }
    }
  }

  /// The command that emits what waits in the outbox of the invite service.
  var deliver: ConsoleCommand {
    ConsoleCommand(
      "deliver",
      "emit the events in the outbox",
      discussion: """
        An application does this when it starts, and whenever something is put into the outbox. An
        event leaves the outbox when its emission has ended, so it may be emitted twice, but is not
        lost.
        """,
      examples: ["accept i1 outbox", "deliver", "state invites"]
    ) { [invites] context in
      let count = await invites.deliver(on: context.bus)
      if count == 0 { context.print("nothing waits in the outbox") }
    }
  }
}
