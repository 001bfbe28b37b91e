// Subscribing closures, each of which becomes a handler.

extension EventBus {
  /// Subscribes a closure that never suspends.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - name: The handler's name; where this call stands, if there is none.
  ///   - fileID: Where this call stands; leave it out.
  ///   - line: Where this call stands; leave it out.
  ///   - body: What the handler does with the event's data.
  /// - Returns: The handler, with which it can be unsubscribed.
  @discardableResult
  public func subscribe(
    to event: EventName,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (EventData) throws -> Void
  ) -> EventHandler {
    subscribed(EventHandler(name, fileID: fileID, line: line, body), to: event)
  }

  /// Subscribes a closure that may suspend.
  ///
  /// A closure for the main actor is written `{ @MainActor data async in … }`. Without `async` the
  /// compiler takes it for one that never suspends, and reports that it loses the global actor.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - name: The handler's name; where this call stands, if there is none.
  ///   - fileID: Where this call stands; leave it out.
  ///   - line: Where this call stands; leave it out.
  ///   - body: What the handler does with the event's data.
  /// - Returns: The handler, with which it can be unsubscribed.
  @discardableResult
  public func subscribe(
    to event: EventName,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (EventData) async throws -> Void
  ) -> EventHandler {
    subscribed(EventHandler(name, fileID: fileID, line: line, body), to: event)
  }

  /// Subscribes a closure that is told what it handles.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - name: The handler's name; where this call stands, if there is none.
  ///   - fileID: Where this call stands; leave it out.
  ///   - line: Where this call stands; leave it out.
  ///   - body: What the handler does with the event's data.
  /// - Returns: The handler, with which it can be unsubscribed.
  @discardableResult
  public func subscribe(
    to event: EventName,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body:
      @escaping @Sendable (EventData, HandlerContext) async throws ->
      Void
  ) -> EventHandler {
    subscribed(EventHandler(name, fileID: fileID, line: line, body), to: event)
  }

  private func subscribed(_ handler: EventHandler, to event: EventName) -> EventHandler {
    subscribe(handler, to: event)
    return handler
  }
}
