import BusLanguage
import BusTrace
import DemoApplication
import Events
import Logging
import TerminalText

/// A bus with the demo's services around it, and a recorder that watches it.
struct Session {
  let bus: EventBus
  let domain: Demo
  let handlers: HandlerPool
  let recorder: TraceRecorder
  let vocabulary: Vocabulary

  /// Starts a session; what is subscribed at the start is not part of the trace.
  init(
    _ options: ShellOptions,
    clock: any SessionClock,
    output: any ShellOutput,
    stepper: Stepper = Stepper()
  ) {
    let domain = Demo(wrap: stepper.wrap)
    let wired = EventBus()
    if !options.isEmpty { domain.subscribeHandlers(to: wired) }

    self.domain = domain
    handlers = HandlerPool(
      domain: domain.handlers,
      clock: clock,
      output: output,
      stepper: stepper
    )
    recorder = TraceRecorder(
      renderer: options.renderer(for: output),
      output: output,
      clock: clock,
      knownEvents: wired.events
    )
    bus = EventBus(
      subscriptionsOf: wired,
      // The trace shows every failure; a log beside it would say it twice.
      logger: Logger(label: "busctl") { _ in SwiftLogNoOpLogHandler() },
      depthLimit: options.maxDepth,
      tracer: recorder
    )
    vocabulary = Vocabulary(bus: bus, recorder: recorder, services: domain.services)
  }
}
