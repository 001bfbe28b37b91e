import BusLanguage
import EventRecording
import Events
import Logging

/// A bus with an application around it, and a recorder that watches it.
struct Session {
  let bus: EventBus
  let application: HostedApplication
  let handlers: HandlerPool
  let recorder: TraceRecorder
  let vocabulary: Vocabulary

  /// Starts a session; the handlers that are subscribed at the start are not part of the trace.
  ///
  /// - Parameters:
  ///   - options: The options.
  ///   - source: The application.
  ///   - existing: A bus that exists, with its handlers; by default a new one is made.
  ///   - clock: The clock of handlers and of the trace.
  ///   - printer: The printer of the trace.
  ///   - events: The maker of the events that other processes get.
  ///   - programs: The programs that handlers run.
  ///   - stepper: The pauses before handlers.
  ///   - background: The emissions in the background.
  ///   - workLimit: The limit of what handlers may make happen; nil without one.
  init(
    _ options: ShellOptions,
    _ source: ApplicationSource,
    on existing: EventBus? = nil,
    clock: any SessionClock,
    printer: TracePrinter,
    events: CloudEventSource,
    programs: Programs,
    stepper: Stepper = Stepper(),
    background: BackgroundEmissions = BackgroundEmissions(),
    workLimit: WorkLimit? = nil
  ) {
    // The trace shows every failure; a log would show it twice.
    let logger = Logger(label: "console") { _ in SwiftLogNoOpLogHandler() }
    bus = existing ?? EventBus(logger: logger, depthLimit: options.maxDepth)
    application = source.make(bus, ApplicationClock(clock))
    if existing == nil {
      if options.isEmpty {
        bus.removeAll()
      } else {
        application.subscribeHandlers(bus, options.isSafe)
      }
    }
    handlers = HandlerPool(
      clock: clock,
      output: printer.output,
      programs: programs,
      events: events,
      workLimit: workLimit
    )
    recorder = TraceRecorder(
      clock: clock,
      knownEvents: bus.events,
      interest: printer.interest,
      events: events,
      // Virtual time has no date.
      date: { [clock = options.clock] in
        clock == .real ? programs.timeOfDay?.dateText : nil
      },
      isFollowed: { stepper.isFollowed },
      report: printer.write,
      reportRecord: printer.write,
      workLimit: workLimit
    )
    isWatched = bus.attach(recorder, stepper.step, when: { stepper.isOn })
    vocabulary = Vocabulary(
      bus: bus,
      recorder: recorder,
      application: application,
      isEmpty: options.isEmpty,
      background: background
    )
  }

  /// Indicates whether the recorder watches the bus; false if another session does.
  let isWatched: Bool

  /// Leaves the bus to others, without the handlers that are built in.
  func leaveBus() {
    guard isWatched else { return }
    bus.detach()
    for event in bus.events {
      for subscription in bus.subscriptions(to: event) where handlers.made(subscription.handler) {
        subscription.cancel()
      }
    }
  }
}

extension EventBus {
  /// Cancels every subscription.
  fileprivate func removeAll() {
    for event in events { for subscription in subscriptions(to: event) { subscription.cancel() } }
  }
}
