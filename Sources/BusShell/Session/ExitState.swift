package import BusLanguage

/// The events in a shell that decide when it is done, and with which exit status.
package struct ExitState: Sendable, Hashable {
  private var commandHasFailed = false
  private var inputHasFailed = false

  /// Indicates whether a failed command was to be the last one.
  private var hasStopped = false

  /// Indicates whether there was a failure on a bus that was replaced.
  private var earlierBusHasFailure = false

  /// The status from `quit`.
  private var quitStatus: ExitStatus?

  package init() {}

  /// Indicates whether no further command is to run.
  package var isDone: Bool { hasStopped || quitStatus != nil }

  /// Notes that a command has failed.
  ///
  /// A user at a prompt has seen it: there it neither ends the session nor counts for the status.
  package mutating func commandFailed(atPrompt isAtPrompt: Bool, stops: Bool) {
    commandHasFailed = !isAtPrompt
    hasStopped = commandHasFailed && stops
  }

  /// Notes that a script could not be read to its end.
  package mutating func inputFailed() {
    inputHasFailed = true
  }

  /// Notes that there was a failure on a bus that is being replaced.
  package mutating func earlierBusHadFailure() {
    earlierBusHasFailure = true
  }

  /// Notes that `quit` was called, with a status or with the one so far.
  package mutating func quit(_ status: Int?, isStrict: Bool, busHasFailure: Bool) {
    quitStatus =
      status.map(ExitStatus.init)
      ?? self.status(isStrict: isStrict, busHasFailure: busHasFailure)
  }

  /// The exit status so far.
  ///
  /// - Parameters:
  ///   - isStrict: Whether failures on the bus count.
  ///   - busHasFailure: Whether a handler failed, or an emission was refused, on the current bus.
  /// - Returns: The status, by the first rule that applies.
  package func status(isStrict: Bool, busHasFailure: Bool) -> ExitStatus {
    if let quitStatus { return quitStatus }
    if inputHasFailed { return .noInput }
    if commandHasFailed { return .failure }
    let busHasFailure = busHasFailure || earlierBusHasFailure
    return isStrict && busHasFailure ? .handlerFailure : .success
  }
}
