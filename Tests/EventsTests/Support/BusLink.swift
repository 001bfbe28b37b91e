import Events
import Synchronization

/// A reference to a bus for its own tracer or logger, which are made before the bus.
final class BusLink: Sendable {
  private let link = Mutex<EventBus?>(nil)

  var bus: EventBus? { link.withLock { $0 } }

  func connect(_ bus: EventBus) {
    link.withLock { $0 = bus }
  }
}
