// Handlers of typed events. An event that does not fit is a failure of the handler.

extension EventHandler {
  /// Creates a handler of a typed event that never suspends.
  ///
  /// The parameters are the same as for a handler of data.
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
  /// The parameters are the same as for a handler of data.
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
  /// The parameters are the same as for a handler of data.
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
  /// The parameters are the same as for a handler of data.
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
