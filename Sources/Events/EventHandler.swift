/// A piece of code that runs when an event is emitted.
///
/// Closures have no identity in Swift, so a handler is an object: the same object is the same
/// handler. Subscribing it twice to one event makes it run twice, and
/// ``EventBus/unsubscribe(_:from:)`` takes the object that was subscribed.
///
/// A handler takes the event's data, and in the third form a ``HandlerContext`` as well. A closure
/// without `await` makes a handler that never suspends; the bus calls it without the cost of
/// `async`. Every handler runs where `emit` was called, unless its closure asks for another place,
/// as `{ @MainActor data async in … }` does.
public final class EventHandler: Sendable {
  /// The name in reports, logs and traces: the one that was given, or else ``origin``.
  public var name: String { givenName ?? origin }

  /// Where the handler was made, as `Module/File.swift:12`.
  public var origin: String { "\(fileID):\(line)" }

  let body: Body

  /// What an immediate body does; nothing if it is another one.
  ///
  /// Called from here a closure costs no reference counts. Taken out of the body it costs two, which
  /// is more than the call.
  let immediate: @Sendable (EventData) throws -> Void

  private let givenName: String?
  private let fileID: String
  private let line: Int

  var isImmediate: Bool {
    if case .immediate = body { true } else { false }
  }

  enum Body: Sendable {
    case immediate(@Sendable (EventData) throws -> Void)
    case suspending(@Sendable (EventData) async throws -> Void)
    case contextual(
      @Sendable (EventData, HandlerContext) async throws -> Void
    )
  }

  private init(name: String?, fileID: String, line: Int, body: Body) {
    self.givenName = name
    self.fileID = fileID
    self.line = line
    self.body = body
    if case .immediate(let body) = body {
      immediate = body
    } else {
      immediate = { _ in }
    }
  }

  /// Makes a handler that never suspends.
  ///
  /// - Parameters:
  ///   - name: The handler's name; where it was made, if there is none.
  ///   - fileID: Where the handler is made; leave it out.
  ///   - line: Where the handler is made; leave it out.
  ///   - body: What the handler does with the event's data.
  public convenience init(
    _ name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (EventData) throws -> Void
  ) {
    self.init(name: name, fileID: fileID, line: line, body: .immediate(body))
  }

  /// Makes a handler that may suspend.
  ///
  /// - Parameters:
  ///   - name: The handler's name; where it was made, if there is none.
  ///   - fileID: Where the handler is made; leave it out.
  ///   - line: Where the handler is made; leave it out.
  ///   - body: What the handler does with the event's data.
  public convenience init(
    _ name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (EventData) async throws -> Void
  ) {
    self.init(name: name, fileID: fileID, line: line, body: .suspending(body))
  }

  /// Makes a handler that is told what it handles: the event, the bus and itself.
  ///
  /// - Parameters:
  ///   - name: The handler's name; where it was made, if there is none.
  ///   - fileID: Where the handler is made; leave it out.
  ///   - line: Where the handler is made; leave it out.
  ///   - body: What the handler does with the event's data.
  public convenience init(
    _ name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body:
      @escaping @Sendable (EventData, HandlerContext) async throws ->
      Void
  ) {
    self.init(name: name, fileID: fileID, line: line, body: .contextual(body))
  }
}

extension EventHandler: CustomStringConvertible {
  /// The handler's ``name``.
  public var description: String { name }
}

extension EventHandler {
  /// A handler of the same name that may run code around this one.
  ///
  /// - Parameters:
  ///   - isWrapped: Asked at each run; if it says no, this handler runs as it is.
  ///   - around: Called in place of this handler, which it may call or leave out.
  /// - Returns: The new handler.
  package func wrapped(
    when isWrapped: @escaping @Sendable () -> Bool,
    _ around:
      @escaping @Sendable (HandlerContext, () async throws -> Void) async throws -> Void
  ) -> EventHandler {
    EventHandler(name) { data, context in
      guard isWrapped() else { return try await self.run(data, context) }
      try await around(context) { try await self.run(data, context) }
    }
  }

  @inline(__always)
  private func run(_ data: EventData, _ context: HandlerContext) async throws {
    switch body {
    case .immediate(let body): try body(data)
    case .suspending(let body): try await body(data)
    case .contextual(let body): try await body(data, context)
    }
  }
}
