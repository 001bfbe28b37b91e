import BusLanguage
import DemoApplication
import EventRecording
import Events
import Logging

/// A bus with the demo application around it, and a recorder that watches it.
struct Session {
  let bus: EventBus
  let demo: Demo
  let handlers: HandlerPool
  let recorder: TraceRecorder
  let vocabulary: Vocabulary

  /// Starts a session; the handlers that are subscribed at the start are not part of the trace.
  init(
    _ options: ShellOptions,
    clock: any SessionClock,
    printer: TracePrinter,
    events: CloudEventSource,
    programs: Programs,
    stepper: Stepper = Stepper()
  ) {
    let demo = Demo()
    let wired = EventBus()
    if !options.isEmpty { demo.subscribeHandlers(to: wired) }

    self.demo = demo
    handlers = HandlerPool(
      demo: demo.handlers,
      clock: clock,
      output: printer.output,
      programs: programs,
      events: events
    )
    recorder = TraceRecorder(
      clock: clock,
      knownEvents: wired.events,
      interest: printer.interest,
      events: events,
      // Virtual time has no date.
      date: { [clock = options.clock] in
        clock == .real ? programs.timeOfDay?.dateText : nil
      },
      report: printer.write
    )
    bus = EventBus(
      subscriptionsOf: wired,
      // The trace shows every failure; a log would show it twice.
      logger: Logger(label: "busctl") { _ in SwiftLogNoOpLogHandler() },
      depthLimit: options.maxDepth,
      tracer: recorder,
      interceptor: stepper.step,
      when: { stepper.isOn }
    )
    vocabulary = Vocabulary(bus: bus, recorder: recorder, services: demo.services)
  }
}
