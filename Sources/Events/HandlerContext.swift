import Synchronization

/// What a handler is told about the emission it runs in.
///
/// With it a handler can emit further events on the same bus, or subscribe and unsubscribe
/// handlers, itself included. A handler that unsubscribes itself when it runs (emissions that
/// have started by then still run it):
///
/// ```swift
/// bus.subscribe(to: "app.started") { data, context in
///   context.bus.unsubscribe(context.handler, from: context.event)
/// }
/// ```
public struct HandlerContext: Sendable {
  /// The bus on which the event was emitted.
  public let bus: EventBus

  /// The event that is handled.
  public let event: EventName

  /// The handler that runs.
  public let handler: EventHandler

  /// Where the handler's note goes, or nil if nobody traces.
  let notepad: Notepad?

  /// Says in one line what the handler did, for the trace.
  ///
  /// The text becomes the note of the handler's ``TraceFact/handlerFinished(_:_:note:)``. A later
  /// note replaces an earlier one. Without a tracer nothing happens.
  ///
  /// - Parameter text: What the handler did.
  public func note(_ text: String) {
    notepad?.write(text)
  }
}

/// The note of one run of a handler.
final class Notepad: Sendable {
  private let content = Mutex<String?>(nil)

  var text: String? { content.withLock { $0 } }

  func write(_ text: String) {
    content.withLock { $0 = text }
  }
}
