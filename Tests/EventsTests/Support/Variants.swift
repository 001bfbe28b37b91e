import Events
import Logging
import Testing

/// The two ways to make a bus; handlers and emitters must not see a difference.
enum BusKind: CaseIterable, CustomTestStringConvertible {
  case untraced
  case traced

  var testDescription: String { "\(self) bus" }

  /// Returns a bus of this kind, by default one without a log.
  func makeBus(
    logger: Logger = .silent,
    depthLimit: Int = 64,
    interceptor: Interceptor? = nil
  ) -> EventBus {
    EventBus(
      logger: logger,
      depthLimit: depthLimit,
      tracer: self == .traced ? DiscardingTracer() : nil,
      interceptor: interceptor
    )
  }
}

/// The three forms of a handler; the guarantees for them must not differ.
enum HandlerKind: CaseIterable, CustomTestStringConvertible {
  case immediate
  case suspending
  case contextual

  var testDescription: String { "\(self) handlers" }

  /// Returns a handler of this kind.
  func handler(
    _ name: String? = nil,
    _ body: @escaping @Sendable (EventData) throws -> Void
  ) -> EventHandler {
    switch self {
    case .immediate:
      EventHandler(name: name) { data in try body(data) }
    case .suspending:
      EventHandler(name: name) { data in
        await pass()
        try body(data)
      }
    case .contextual:
      EventHandler(name: name) { data, _ in try body(data) }
    }
  }
}

/// A tracer that keeps nothing.
private struct DiscardingTracer: EventTracer {
  func record(_ record: TraceRecord) {}
}

/// Does nothing, but is a suspension point.
func pass() async {}

extension Logger {
  /// A logger that drops everything.
  static var silent: Logger {
    Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
  }
}
