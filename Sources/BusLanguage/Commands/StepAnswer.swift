/// The decision about a handler at a pause before it.
package enum StepAnswer: Sendable {
  /// The handler runs, and so does everything that it emits.
  case next

  /// The handler runs, and the emissions that it makes pause, too.
  case into

  /// The handler runs, and so does the rest of the emission.
  case run

  /// The handler does not run.
  case skip

  /// The handler fails without having run.
  case fail(message: String)

  /// The handler is cancelled, and so are those after it in this emission.
  case cancel
}
