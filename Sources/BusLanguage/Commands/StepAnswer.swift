/// The reply at a pause before a handler.
package enum StepReply: Sendable {
  case decision(StepAnswer)

  /// A command that shows something; the question is asked again after it.
  case look(Command, at: Position?)
}

/// The decision about a handler at a pause before it.
package enum StepAnswer: Sendable, Hashable {
  /// The handler runs, and its emissions run without a pause.
  case next

  /// The handler runs, and its emissions pause, too.
  case into

  /// The handler runs, and so does the rest of the emission.
  case run

  /// The handler does not run.
  case skip

  /// The command is run again up to the pause before this one.
  case back

  /// The handler fails without running.
  case fail(message: String)

  /// The handler is cancelled, and so are those after it in this emission.
  case cancel
}
