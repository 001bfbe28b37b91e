package import BusLanguage
import BusTrace
package import Events
package import TerminalText

/// A shell that carries out commands on a bus.
///
/// An actor, so that everything in a session runs on one serial executor, as on an event loop:
/// emissions take turns only where a handler suspends.
package actor Shell {
  let output: SilenceableOutput
  let printer: TracePrinter

  /// The clock of real time.
  let realTime: OrderedClock

  /// The clock of virtual time, which must know how many tasks can run; nil in real time.
  private(set) var virtualTime: VirtualClock?

  private(set) var session: Session

  /// The commands and handlers of the session.
  private(set) var language: CommandLanguage

  /// The application of a session.
  let application: ApplicationSource

  /// The identity under which other processes know the events of this one.
  private(set) var identity: ProcessIdentity

  let background = BackgroundEmissions()

  /// The path on which virtual clocks choose between orders; nil if nobody looks at that.
  private let orderPath: OrderPath?

  /// Opens the scripts that commands run.
  let openScript: ScriptOpener

  /// Remembers the lessons that are done.
  let progress: any LessonProgress

  /// The lesson that is being learnt.
  var lesson: LessonRun?

  /// The lessons that numbers and ids mean outside of a lesson.
  lazy var assigned = LessonCourse.builtIn

  /// The results of the lessons that were begun.
  var results = LessonResults()

  /// The limit of what all commands may make happen; nil without one.
  let workLimit: WorkLimit?

  /// The limit of what one command of a lesson may make happen, so that a tree can still be read.
  let lessonLimit = WorkLimit(records: 2000, of: "command")

  /// The session, with its clock, that waits for the end of the lessons; nil outside of them.
  private var waiting: (session: Session, virtualTime: VirtualClock?, script: SessionScript)?

  /// Runs the programs of handlers.
  let programs: Programs

  /// Pauses before handlers.
  let stepper = Stepper()

  /// Indicates whether a question at a pause has no answer yet.
  var isPaused = false

  /// Indicates whether a command is being repeated.
  var isRepeating = false

  var inputs = InputStack()

  /// Writes the files that commands make.
  let writeFile: FileWriter

  /// Opens the recordings that commands look at.
  let readRecording: RecordingOpener

  /// The recording that views are about; nil if they are about the session.
  var opened: OpenedRecording?
  /// The recorded emissions of the last replay, by the new numbers.
  var replayed: [Int: EmissionTrace] = [:]

  /// The commands that were typed at the prompt; nil where there is none.
  let history: (any CommandHistory)?

  /// The options and the recorder, for observers.
  nonisolated let observation: ShellObservation

  /// The work at a prompt that can be interrupted: a command, or the wait for background emissions.
  nonisolated let interruptible = InterruptibleTask()

  /// Indicates whether a user types the commands.
  var isAtPrompt = false

  var exitState = ExitState()

  /// The options at the start.
  let atStart: ShellOptions

  /// The commands of the session, or of the lesson.
  var script: SessionScript

  /// The answers up to the pause at which the current command is to be repeated; nil if the user
  /// has not gone back.
  var rewound: [String]?

  /// The answers that a repeated command gets before it asks.
  var queuedAnswers: ArraySlice<String> = []

  /// Indicates whether commands are being repeated.
  var isRebuilding = false

  package init(
    _ options: ShellOptions,
    application: ApplicationSource,
    on bus: EventBus? = nil,
    output: any ShellOutput,
    clock: any Clock<Duration> = ContinuousClock(),
    history: (any CommandHistory)? = nil,
    progress: any LessonProgress = InMemoryProgress(),
    programs: (any ProgramRunner)? = nil,
    workLimit: WorkLimit? = nil,
    orderPath: OrderPath? = nil,
    writeFile: @escaping FileWriter = { path, _, _ throws(Diagnostic) in
      throw Diagnostic("cannot write '\(path.cited)' here")
    },
    readRecording: @escaping RecordingOpener = { path, _ throws(Diagnostic) in
      throw Diagnostic("cannot read '\(path.cited)' here")
    },
    openScript: @escaping ScriptOpener
  ) {
    self.application = application
    atStart = options
    self.history = history
    script = SessionScript(startingWith: options)
    let output = SilenceableOutput(output)
    self.progress = progress
    self.programs = Programs(
      programs,
      output: output,
      timeLimit: options.execTimeout.duration
    )
    (self.writeFile, self.readRecording) = (writeFile, readRecording)
    (self.openScript, self.orderPath) = (openScript, orderPath)
    self.workLimit = workLimit
    self.output = output
    printer = TracePrinter(options.renderer(for: output), output: output)
    let (realTime, virtualTime) = (OrderedClock(clock), VirtualClock(options, on: orderPath))
    (self.realTime, self.virtualTime) = (realTime, virtualTime)
    identity = ProcessIdentity(options, of: application.program)
    session = Session(
      options,
      application,
      on: bus,
      clock: virtualTime ?? realTime,
      printer: printer,
      events: identity.nextSession(),
      programs: self.programs,
      stepper: stepper,
      background: background,
      workLimit: workLimit
    )
    language = session.application.language.with(options)
    observation = ShellObservation(options, session.recorder)
  }

  /// The options; a change of them shows in everything that is printed from now on.
  var options: ShellOptions {
    get { observation.options }
    set {
      observation.options = newValue
      printer.use(newValue.renderer(for: output))
      language = session.application.language.with(newValue)
      programs.timeLimit = newValue.execTimeout.duration
      session.recorder.setInterest(printer.interest)
    }
  }

  /// The exit status so far.
  package var status: ExitStatus {
    exitState.status(
      isStrict: options.isStrict,
      busHasFailure: session.recorder.busHasFailure
    )
  }

  /// Indicates whether no further command is to run.
  var isDone: Bool { Task.isCancelled || exitState.isDone || output.isClosed }

  /// Starts a new session; nothing must be running.
  ///
  /// - Parameters:
  ///   - options: The options of the session.
  ///   - limit: The limit of what its commands may make happen, besides that of all commands.
  func reset(_ options: ShellOptions, limit: WorkLimit? = nil) {
    let virtualTime = VirtualClock(options, on: orderPath)
    let new = Session(
      options,
      application,
      clock: virtualTime ?? realTime,
      printer: printer,
      events: identity.nextSession(),
      programs: programs,
      stepper: stepper,
      background: background,
      workLimit: workLimit ?? limit
    )
    use(new, virtualTime)
  }

  /// Starts a session for a lesson; the session before the first lesson waits.
  func beginLesson(_ options: ShellOptions) {
    waiting = waiting ?? (session, virtualTime, script)
    script = SessionScript(startingWith: self.options)
    reset(options, limit: lessonLimit)
  }

  /// A closure that gives back the session that there is.
  var comingBack: () -> Void {
    let (session, virtualTime, replayed) = (session, virtualTime, replayed)
    return {
      self.use(session, virtualTime)
      self.session.recorder.setInterest(self.printer.interest)
      self.replayed = replayed
    }
  }

  /// Goes on with the session that waits for the end of the lessons; nothing must be running.
  func leaveLessons() {
    guard let waiting else { return }
    use(waiting.session, waiting.virtualTime)
    session.recorder.setInterest(printer.interest)
    (lesson, script, self.waiting) = (nil, waiting.script, nil)
  }

  private func use(_ session: Session, _ virtualTime: VirtualClock?) {
    if self.session.recorder.busHasFailure { exitState.earlierBusHadFailure() }
    (self.session, self.virtualTime, replayed) = (session, virtualTime, [:])
    language = session.application.language.with(options)
    observation.recorder = session.recorder
    background.restart()
  }
}
