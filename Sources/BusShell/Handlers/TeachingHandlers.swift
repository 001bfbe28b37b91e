import BusTrace
import EventJSON
import Events
import Synchronization
import TerminalText

/// The handlers that show how the bus works.
///
/// They use no service.
enum TeachingHandlers {
  static func print(_ name: String, text: String?) -> EventHandler {
    EventHandler(
      name: name,
      immediate: { data, context in
        context.note(madeBy: { text ?? JSONWriter.text(of: data) })
      }
    )
  }

  static func fail(_ name: String, message: String?) -> EventHandler {
    EventHandler(name: name) { _ in
      throw TeachingError(description: message ?? "failed on purpose")
    }
  }

  static func sleep(
    _ name: String,
    _ duration: Duration,
    clock: any SessionClock,
    output: any ShellOutput
  ) -> EventHandler {
    EventHandler(name: name) { _ in
      output.flush()
      try await clock.sleep(for: duration, isolation: #isolation)
    }
  }

  static func relay(
    _ name: String,
    to event: EventName,
    _ workLimit: WorkLimit?
  ) -> EventHandler {
    EventHandler(name: name) { data, context in
      // Two relays on each of two events make so many emissions that only cancelling ends them.
      try Task.checkCancellation()
      try workLimit?.check()
      await context.bus.emit(event, data)
    }
  }

  static func attach(_ name: String, _ handler: EventHandler) -> EventHandler {
    EventHandler(
      name: name,
      immediate: { _, context in
        context.bus.subscribe(handler, to: context.event)
        context.note("subscribed \(handler): runs from the next emission on")
      }
    )
  }

  static func detach(_ name: String, _ handler: EventHandler?) -> EventHandler {
    EventHandler(
      name: name,
      immediate: { _, context in
        let handler = handler ?? context.handler
        let isSubscribed = context.bus.unsubscribe(handler, from: context.event)
        context.note(
          isSubscribed
            ? "unsubscribed \(handler): gone from the next emission on"
            : "\(handler) is not subscribed"
        )
      }
    )
  }

  static func count(_ name: String) -> EventHandler {
    let calls = CallCounter()
    return EventHandler(
      name: name,
      immediate: { _, context in
        let call = calls.next()
        context.note(madeBy: { call.counted("call") })
      }
    )
  }

  static func flaky(_ name: String, failures: Int) -> EventHandler {
    let calls = CallCounter()
    return EventHandler(
      name: name,
      immediate: { _, context in
        let call = calls.next()
        guard call > failures else {
          throw TeachingError(description: "failure \(call) of \(failures)")
        }
        context.note("call \(call)")
      }
    )
  }
}

/// The error of a handler that fails on purpose.
struct TeachingError: Error, CustomStringConvertible {
  let description: String
}

/// The number of calls of a handler.
private final class CallCounter: Sendable {
  private let calls = Atomic(0)

  func next() -> Int {
    calls.add(1, ordering: .relaxed).newValue
  }
}
