package import BusLanguage
import Events
import Synchronization
package import TerminalText

/// Carries out commands on a bus.
///
/// An actor, so that everything a session does happens on one serial executor, as on an event loop:
/// emissions take turns only where a handler suspends.
package actor Shell {
  /// How many scripts may be run inside one another.
  static let deepestScript = 16

  var options: ShellOptions {
    didSet { shownOptions.withLock { $0 = options } }
  }

  /// The options, for those who look on.
  private nonisolated let shownOptions: Mutex<ShellOptions>

  let output: any ShellOutput

  /// The clock of real time.
  private let realTime: OrderedClock

  /// The clock, if it is one that has to be told who is busy.
  var virtualTime: VirtualClock?

  var session: Session

  /// The emissions that run beside the commands, by the order in which they were started; an
  /// emission that is just being started has no task yet.
  var background: [Int: Task<Void, Never>?] = [:]
  var startedInBackground = 0

  /// Opens the scripts that commands run.
  let openScript: ScriptOpener

  /// Who remembers which lessons are done.
  let progress: any LessonProgress

  /// The lesson that is being learnt.
  var lesson: CurrentLesson?

  /// What pauses before handlers, if it is to.
  let stepper = Stepper()

  /// What commands are read from, from the outermost script on.
  var inputs: [CommandInput] = []

  /// Which of them is asked at a pause, counted from 1; once it has ended it is the one before it.
  var stepInput = 0

  /// Writes the files that commands make.
  let writeFile: FileWriter

  /// The commands that were typed at the prompt; nil where there is none.
  let history: (any CommandHistory)?

  /// The recorder of the session, for those who look on.
  private nonisolated let recorder: Mutex<TraceRecorder>

  /// What runs at a prompt and can be interrupted.
  nonisolated let interruptible = Interruptible()

  /// Whether a user types the commands.
  var isAtPrompt = false

  /// Whether a command has failed.
  private var commandHasFailed = false

  /// Whether a command has failed that was to be the last then.
  private var hasStopped = false

  /// Whether a script could not be read to its end.
  var inputHasFailed = false

  /// The status that `quit` gave, once it was called.
  private var quitStatus: ExitStatus?

  /// What failed in the sessions before a reset counts for the exit status, too.
  private var earlierHandlerHasFailed = false

  package init(
    _ options: ShellOptions,
    output: any ShellOutput,
    clock: any Clock<Duration> = ContinuousClock(),
    history: (any CommandHistory)? = nil,
    progress: any LessonProgress = InMemoryProgress(),
    writeFile: @escaping FileWriter = { path, _ throws(Diagnostic) in
      throw Diagnostic("cannot write '\(path.cited)' here")
    },
    openScript: @escaping ScriptOpener
  ) {
    self.history = history
    self.progress = progress
    self.writeFile = writeFile
    self.openScript = openScript
    self.options = options
    shownOptions = Mutex(options)
    self.output = output
    let (realTime, virtualTime) = (OrderedClock(clock), VirtualClock(options))
    (self.realTime, self.virtualTime) = (realTime, virtualTime)
    let session = Session(
      options,
      clock: virtualTime ?? realTime,
      output: output,
      stepper: stepper
    )
    self.session = session
    recorder = Mutex(session.recorder)
  }

  /// The exit status as things stand.
  package var status: ExitStatus {
    if let quitStatus { return quitStatus }
    if inputHasFailed { return .noInput }
    if commandHasFailed { return .failure }
    let handlerHasFailed = earlierHandlerHasFailed || session.recorder.handlerHasFailed
    return options.isStrict && handlerHasFailed ? .handlerFailure : .success
  }

  /// Whether no further command is to be carried out.
  var isDone: Bool {
    Task.isCancelled || quitStatus != nil || output.isClosed
      || hasStopped
  }

  func quit(_ status: Int?) {
    quitStatus = status.map(ExitStatus.init) ?? self.status
  }

  /// Notes that a command has failed.
  ///
  /// At a prompt the user has seen it: it neither ends the session nor shows in its exit status.
  func fail() {
    commandHasFailed = !isAtPrompt
    hasStopped = commandHasFailed && options.stopsAtFailure
  }

  /// What diagnostics look like.
  var diagnosticText: DiagnosticText {
    DiagnosticText(options.palette(for: output.diagnostics))
  }

  /// Starts a new session.
  func reset(_ options: ShellOptions) {
    earlierHandlerHasFailed = earlierHandlerHasFailed || session.recorder.handlerHasFailed
    lesson = nil
    // Nothing runs now, so that nobody sleeps by the clock that is left.
    virtualTime = VirtualClock(options)
    let clock: any SessionClock = virtualTime ?? realTime
    let fresh = Session(options, clock: clock, output: output, stepper: stepper)
    session = fresh
    recorder.withLock { $0 = fresh.recorder }
  }
}

extension Shell {
  /// What the session has names for.
  package var vocabulary: Vocabulary { session.vocabulary }

  /// A handler that runs at the moment, if one does.
  package nonisolated var runningHandler: RunningHandler? {
    recorder.withLock { $0 }.runningHandler
  }

  /// The colours for text that goes somewhere, as they are chosen at the moment.
  package nonisolated func palette(for traits: OutputTraits) -> Palette {
    shownOptions.withLock { $0 }.palette(for: traits)
  }

  /// Cancels the command that was typed at the prompt, if one runs; the session goes on.
  package nonisolated func interrupt() { interruptible.interrupt() }
}
