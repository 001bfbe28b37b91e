import BusLanguage
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
  init(
    _ options: ShellOptions,
    _ application: HostedApplication,
    clock: any SessionClock,
    printer: TracePrinter,
    programs: Programs,
    stepper: Stepper = Stepper()
  ) {
    let wired = EventBus()
    if !options.isEmpty { application.subscribeHandlers(wired) }

    self.application = application
    handlers = HandlerPool(
      clock: clock,
      output: printer.output,
      programs: programs
    )
    recorder = TraceRecorder(
      clock: clock,
      knownEvents: wired.events,
      interest: printer.interest,
      report: printer.write
    )
    bus = EventBus(
      subscriptionsOf: wired,
      // The trace shows every failure; a log would show it twice.
      logger: Logger(label: application.language.program) { _ in SwiftLogNoOpLogHandler() },
      depthLimit: options.maxDepth,
      tracer: recorder,
      interceptor: stepper.step,
      when: { stepper.isOn }
    )
    vocabulary = Vocabulary(bus: bus, recorder: recorder, application: application)
  }
}
