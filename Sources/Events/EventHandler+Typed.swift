// Handlers of typed events. An event that does not fit is a failure of the handler.

extension EventHandler {
  /// Creates a handler of a typed event that never suspends.
  ///
  /// - Parameters:
  ///   - type: The type of the event.
  ///   - name: The name of the handler; by default the location of this call.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - body: The code that runs with the event: a closure or a function.
  @inlinable
  public convenience init<E: Event>(
    for type: E.Type,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (E) throws -> Void
  ) {
    self.init(name: name, fileID: fileID, line: line) { data in try body(data.decode(E.self)) }
  }

  /// Creates a handler of a typed event that may suspend.
  ///
  /// - Parameters:
  ///   - type: The type of the event.
  ///   - name: The name of the handler; by default the location of this call.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - body: The code that runs with the event: a closure or a function.
  @inlinable
  public convenience init<E: Event>(
    for type: E.Type,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (E) async throws -> Void
  ) {
    self.init(name: name, fileID: fileID, line: line) { data in
      try await body(data.decode(E.self))
    }
  }

  /// Creates a handler of a typed event that takes a context.
  ///
  /// - Parameters:
  ///   - type: The type of the event.
  ///   - name: The name of the handler; by default the location of this call.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - body: The code that runs with the event and the context, and may suspend.
  @inlinable
  public convenience init<E: Event>(
    for type: E.Type,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (E, HandlerContext) async throws -> Void
  ) {
    self.init(name: name, fileID: fileID, line: line) { data, context in
      try await body(data.decode(E.self), context)
    }
  }

  /// Creates a handler of a typed event that belongs to the main actor.
  ///
  /// - Parameters:
  ///   - type: The type of the event.
  ///   - actor: `.shared`.
  ///   - name: The name of the handler; by default the location of this call.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - body: The code that runs on the main actor with the event, and may suspend.
  @inlinable
  public convenience init<E: Event>(
    for type: E.Type,
    on actor: MainActor,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @MainActor (E) async throws -> Void
  ) {
    self.init(on: actor, name: name, fileID: fileID, line: line) { data in
      try await body(data.decode(E.self))
    }
  }

  /// Calls the handler alone with a typed event.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - context: The context, if the handler takes one; by default that of the event on a bus of its
  ///     own.
  /// - Throws: The error of the handler.
  public func callAsFunction<E: Event>(
    _ event: E,
    in context: HandlerContext? = nil
  ) async throws {
    try await self(EventData(event), in: context ?? HandlerContext(event: E.name, handler: self))
  }
}
