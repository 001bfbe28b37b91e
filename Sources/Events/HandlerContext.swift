import Synchronization

/// The context in which a handler runs.
///
/// With it a handler can emit further events on the same bus, and subscribe and unsubscribe
/// handlers, itself included. The following handler unsubscribes itself at 100 percent. Emissions
/// that have already started still run it.
///
/// ```swift
/// bus.subscribe(to: "upload.progressed") { data, context in
///   guard try data.value("percent", as: Int.self) == 100 else { return }
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

  /// The number of the emission in the trace of the bus; nil without a tracer.
  public let emission: Int?

  /// The place for the handler's note; nil without a tracer.
  let notepad: Notepad?

  init(
    bus: EventBus,
    event: EventName,
    handler: EventHandler,
    emission: Int?,
    notepad: Notepad?
  ) {
    self.bus = bus
    self.event = event
    self.handler = handler
    self.emission = emission
    self.notepad = notepad
  }

  /// Creates a context in which a test calls a handler.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - bus: The bus on which the handler can emit.
  ///   - handler: The handler.
  public init(event: EventName, bus: EventBus = EventBus(), handler: EventHandler) {
    self.init(bus: bus, event: event, handler: handler, emission: nil, notepad: Notepad())
  }

  /// Adds a line about the result of the handler to the trace.
  ///
  /// The text becomes the note of the handler's ``TraceFact/handlerFinished(_:_:note:)``. A later
  /// note replaces an earlier one. Without a tracer nothing happens.
  ///
  /// - Parameter text: The result of the handler, in one line.
  public func note(_ text: String) {
    notepad?.write(.text(text))
  }

  /// Adds a line to the trace, as ``note(_:)`` does, whose text is made each time it is read.
  ///
  /// If nobody reads the trace, no text is made.
  ///
  /// - Parameter text: Makes the text, and always the same one.
  package func note(madeBy text: @escaping @Sendable () -> String) {
    notepad?.write(.made(text))
  }

  /// The last note of the handler; nil if there is none, and without a tracer.
  public var lastNote: String? { notepad?.note?.text }
}

/// A note that a handler left.
enum HandlerNote: Sendable {
  case text(String)
  case made(@Sendable () -> String)

  var text: String {
    switch self {
    case .text(let text): text
    case .made(let text): text()
    }
  }
}

/// The note of one run of a handler.
final class Notepad: Sendable {
  private let content = Mutex<HandlerNote?>(nil)

  var note: HandlerNote? { content.withLock { $0 } }

  func write(_ note: HandlerNote) {
    content.withLock { $0 = note }
  }
}
