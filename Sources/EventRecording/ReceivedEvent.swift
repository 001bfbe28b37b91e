public import Events
import Synchronization

/// An event from another process, in the task that emits it.
final class ReceivedEvent: Sendable {
  @TaskLocal static var current: ReceivedEvent?

  private let event: CloudEvent
  private let bus: EventBus

  /// The number of the emission, once it has started: a task that a handler started, and that goes on
  /// after the emission, can still see this object.
  private let emission = Mutex<Int?>(nil)

  init(_ event: CloudEvent, on bus: EventBus) {
    (self.event, self.bus) = (event, bus)
  }

  /// Returns the event from another process that became an emission, if one did.
  ///
  /// Call it where a tracer is told of the start.
  static func emitted(by start: EmissionStart) -> CloudEvent? {
    guard start.parent == nil, let current, start.isOn(current.bus) else { return nil }
    let number = current.emission.withLock { number in
      number = number ?? start.emission
      return number
    }
    return number == start.emission ? current.event : nil
  }
}

extension EventBus {
  /// Emits an event that came from another process.
  ///
  /// A ``CloudEventSource`` and a ``CloudEventBridge`` do not send it again.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - isolation: The isolation of the caller, where the handlers run.
  /// - Returns: The result of the emission; it can be ignored.
  @discardableResult
  public func emit(
    _ event: CloudEvent,
    isolation: isolated (any Actor)? = #isolation
  ) async -> EmissionReport {
    await ReceivedEvent.$current.withValue(
      ReceivedEvent(event, on: self),
      operation: {
        _ = isolation
        return await self.emit(event.type, event.data)
      },
      isolation: isolation
    )
  }
}
