package import BusLanguage
import BusTrace
import Events
import TerminalText

/// The names that exist in a session.
///
/// A class, because it is part of the request for each line.
package final class Vocabulary: Sendable {
  private let bus: EventBus
  private let recorder: TraceRecorder
  private let application: HostedApplication

  /// Indicates whether the session has begun without handlers.
  private let isEmpty: Bool
  private let background: BackgroundEmissions
  private let opened: OpenedRecording?

  /// The short name of the lesson that is being learnt; nil if there is none.
  let lessonName: String?

  /// The lessons that can be started.
  let course: LessonCourse?

  init(
    bus: EventBus,
    recorder: TraceRecorder,
    application: HostedApplication,
    isEmpty: Bool,
    background: BackgroundEmissions,
    opened: OpenedRecording? = nil,
    lessonName: String? = nil,
    course: LessonCourse? = nil
  ) {
    (self.lessonName, self.course) = (lessonName, course)
    self.bus = bus
    self.recorder = recorder
    self.application = application
    self.isEmpty = isEmpty
    self.background = background
    self.opened = opened
  }

  /// The events that the application names, with their fields; none in a session without handlers.
  private var named: [EventName: [PayloadField]] { isEmpty ? [:] : application.events() }

  /// Returns the names that exist while a recording is open.
  func looking(at opened: OpenedRecording) -> Vocabulary {
    Vocabulary(
      bus: bus,
      recorder: recorder,
      application: application,
      isEmpty: isEmpty,
      background: background,
      opened: opened
    )
  }

  /// Returns the names that exist while a lesson of a course is being learnt.
  func learning(_ name: String, among course: LessonCourse) -> Vocabulary {
    Vocabulary(
      bus: bus,
      recorder: recorder,
      application: application,
      isEmpty: isEmpty,
      background: background,
      opened: opened,
      lessonName: name,
      course: course
    )
  }

  /// The ids and titles of the lessons that can be started.
  var lessons: [(id: String, title: String)] {
    (course ?? .builtIn).lessons.map { ($0.id, $0.title) }
  }

  /// The name of the recording that views are about; nil if they are about the session.
  package var recordingName: String? { opened?.name }

  /// Returns the names that exist at the start of a session.
  package static func atStart(
    _ options: ShellOptions,
    of application: ApplicationSource
  ) -> Vocabulary {
    let output = SilenceableOutput(NoOutput())
    let printer = TracePrinter(options.renderer(for: output), output: output)
    var identity = ProcessIdentity(options, of: application.program)
    return Session(
      options,
      application,
      clock: OrderedClock(ContinuousClock()),
      printer: printer,
      events: identity.nextSession(),
      programs: Programs(nil, output: output, timeLimit: .zero)
    )
    .vocabulary
  }

  /// The number of running emissions that are not nested.
  package var runningCount: Int { recorder.runningCount }

  /// The events that have, or have had, handlers, and those that the application names.
  var events: [EventName] {
    let known = recorder.knownEvents
    return known + Set(named.keys).subtracting(known)
  }

  /// Returns the fields of an event, each once: those that its handlers read, and those that the
  /// application names.
  func knownFields(of event: EventName) -> [PayloadField] {
    let read = handlers(of: event).flatMap { handler in
      let name = handler.prefix { $0 != " " }
      return language.handler(named: String(name))?.fields ?? []
    }
    var names: Set<String> = []
    return (read.filter { $0.isRead(on: event) } + (named[event] ?? []))
      .filter { names.insert($0.name).inserted }
  }

  /// Returns the handlers that are subscribed to an event, or to any event, each once.
  func handlers(of event: EventName?) -> [String] {
    let events = event.map { [$0] } ?? bus.events
    var names: Set<String> = []
    return events.flatMap { bus.subscriptions(to: $0) }.map(\.handler.name)
      .filter { names.insert($0).inserted }
  }

  private var traces: any TraceSource {
    if let opened { opened } else { recorder }
  }

  /// The numbers of the recorded emissions, with their events.
  var emissions: [(number: Int, event: EventName)] {
    traces.emissions.map { ($0.start.emission, $0.start.event) }
  }

  /// The emissions in the background.
  var jobs: [BackgroundEmissions.Job] { background.running }

  /// The events of the recorded emissions, nested ones included, in alphabetical order.
  var recordedEvents: [EventName] { traces.listedEmissions.events }

  /// The commands and handlers that can be named.
  package var language: CommandLanguage { application.language }

  /// Returns the proposals of the application for an operand of one of its commands.
  func proposals(for operand: String, of command: String) -> [String] {
    application.command(named: command)?.candidates(operand) ?? []
  }

  var serviceNames: [String] { application.language.services }
}

/// The output of a session that nobody sees.
private struct NoOutput: ShellOutput {
  let results = OutputTraits()
  let diagnostics = OutputTraits()
  let isClosed = true

  func write(_ text: String) {}
  func writeDiagnostic(_ text: String) {}
  func flush() {}
}
