import Events
import Logging

/// The ways in which a bus runs an emission; handlers and emitters must not see a difference.
enum EmissionPath: CaseIterable {
  case plain

  /// A handler of another event is subscribed once, so that each emission looks for its own.
  case once

  case traced

  /// The tracer takes whole emissions.
  case whole

  case intercepted

  func makeBus(logger: Logger = .silent, depthLimit: Int = 64) -> EventBus {
    switch self {
    case .plain:
      return EventBus(logger: logger, depthLimit: depthLimit)
    case .once:
      let bus = EventBus(logger: logger, depthLimit: depthLimit)
      bus.once(to: "another event") { _ in }
      return bus
    case .traced:
      return EventBus(logger: logger, depthLimit: depthLimit, tracer: RecordingTracer())
    case .whole:
      return EventBus(logger: logger, depthLimit: depthLimit, tracer: WholeRecordingTracer())
    case .intercepted:
      return EventBus(logger: logger, depthLimit: depthLimit) { _, next in try await next() }
    }
  }
}
