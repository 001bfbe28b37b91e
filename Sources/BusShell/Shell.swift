import EventBus

/// Carries out commands on a bus.
///
/// An actor, so that everything a session does happens on one serial executor, as on an event loop:
/// emissions take turns only where a handler suspends.
package actor Shell {
  let options: ShellOptions
  let output: any ShellOutput
  let clock: OrderedClock
  var session: Session

  /// The emissions that run beside the commands, by the order in which they were started; an
  /// emission that is just being started has no task yet.
  var beside: [Int: Task<Void, Never>?] = [:]
  var startedBeside = 0

  /// Whether a command has failed.
  private var commandHasFailed = false

  /// The status that `quit` gave, once it was called.
  private var quitStatus: ExitStatus?

  /// What failed in the sessions before a reset counts for the exit status, too.
  private var earlierHandlerHasFailed = false

  package init(
    _ options: ShellOptions,
    output: any ShellOutput,
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.options = options
    self.output = output
    self.clock = OrderedClock(clock)
    session = Session(options, clock: self.clock, output: output)
  }

  /// The exit status as things stand.
  package var status: ExitStatus {
    if let quitStatus { return quitStatus }
    if commandHasFailed { return .failure }
    let handlerHasFailed = earlierHandlerHasFailed || session.recorder.handlerHasFailed
    return options.isStrict && handlerHasFailed ? .handlerFailure : .success
  }

  /// Whether no further command is to be carried out.
  var isDone: Bool {
    quitStatus != nil || output.isClosed || (commandHasFailed && options.stopsAtFailure)
  }

  func quit(_ status: Int?) {
    quitStatus = status.map(ExitStatus.init) ?? self.status
  }

  func fail() {
    commandHasFailed = true
  }

  /// Starts a new session.
  func reset(_ options: ShellOptions) {
    earlierHandlerHasFailed = earlierHandlerHasFailed || session.recorder.handlerHasFailed
    session = Session(options, clock: clock, output: output)
  }
}
