// Subscribing closures: each becomes a handler.

extension EventBus {
  /// Subscribes a closure that never suspends.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - name: The name of the handler; by default the location of this call.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - body: The code that runs with the event's data.
  /// - Returns: The new subscription; its handler can be unsubscribed.
  @discardableResult
  public func subscribe(
    to event: EventName,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (EventData) throws -> Void
  ) -> Subscription {
    subscribe(EventHandler(name: name, fileID: fileID, line: line, body), to: event)
  }

  /// Subscribes a closure that may suspend.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - name: The name of the handler; by default the location of this call.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - body: The code that runs with the event's data.
  /// - Returns: The new subscription; its handler can be unsubscribed.
  @discardableResult
  public func subscribe(
    to event: EventName,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (EventData) async throws -> Void
  ) -> Subscription {
    subscribe(EventHandler(name: name, fileID: fileID, line: line, body), to: event)
  }

  /// Subscribes a closure or a method that belongs to the main actor.
  ///
  /// ```swift
  /// bus.subscribe(to: "document.shared", on: .shared) { _ in badge.count += 1 }
  /// ```
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - actor: `.shared`.
  ///   - name: The name of the handler; by default the location of this call.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - body: The code that runs on the main actor with the event's data, and may suspend.
  /// - Returns: The new subscription; its handler can be unsubscribed.
  @discardableResult
  public func subscribe(
    to event: EventName,
    on actor: MainActor,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @MainActor (EventData) async throws -> Void
  ) -> Subscription {
    subscribe(EventHandler(on: actor, name: name, fileID: fileID, line: line, body), to: event)
  }

  /// Subscribes a closure that takes a context: the event, the bus and the handler itself.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - name: The name of the handler; by default the location of this call.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - body: The code that runs with the event's data and the context.
  /// - Returns: The new subscription; its handler can be unsubscribed.
  @discardableResult
  public func subscribe(
    to event: EventName,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body:
      @escaping @Sendable (EventData, HandlerContext) async throws ->
      Void
  ) -> Subscription {
    subscribe(EventHandler(name: name, fileID: fileID, line: line, body), to: event)
  }
}
