import Synchronization

/// The context in which a handler runs.
///
/// With it a handler can emit further events on the same bus, and subscribe and unsubscribe handlers,
/// itself included. The following handler runs once, because it unsubscribes itself; emissions that
/// have already started still run it.
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

  /// The place for the handler's note; nil without a tracer.
  let notepad: Notepad?

  /// Adds a line to the trace that says what the handler did.
  ///
  /// The text becomes the note of the handler's ``TraceFact/handlerFinished(_:_:note:)``. A later
  /// note replaces an earlier one. Without a tracer nothing happens.
  ///
  /// - Parameter text: What the handler did, in one line.
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
