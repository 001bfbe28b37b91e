import Events
import Logging
import Testing

/// The two ways a bus can be made; what handlers and emitters see must not differ.
enum BusKind: CaseIterable, CustomTestStringConvertible {
  case untraced
  case traced

  var testDescription: String { "\(self) bus" }

  /// Makes a bus of this kind, by default one that logs nowhere.
  func makeBus(logger: Logger = .silent, depthLimit: Int = 64) -> EventBus {
    EventBus(
      logger: logger,
      depthLimit: depthLimit,
      tracer: self == .traced ? DiscardingTracer() : nil
    )
  }
}

/// The three forms a handler can have; what it may rely on must not differ.
enum HandlerKind: CaseIterable, CustomTestStringConvertible {
  case immediate
  case suspending
  case contextual

  var testDescription: String { "\(self) handlers" }

  /// Makes a handler of this kind.
  func handler(
    _ name: String? = nil,
    _ body: @escaping @Sendable (EventData) throws -> Void
  ) -> EventHandler {
    switch self {
    case .immediate:
      EventHandler(name) { data in try body(data) }
    case .suspending:
      EventHandler(name) { data in
        await pass()
        try body(data)
      }
    case .contextual:
      EventHandler(name) { data, _ in try body(data) }
    }
  }
}

/// A tracer that keeps nothing.
private struct DiscardingTracer: EventTracer {
  func record(_ record: TraceRecord) {}
}

/// Does nothing, and could suspend.
func pass() async {}

extension Logger {
  /// A logger that drops everything.
  static var silent: Logger {
    Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
  }
}
