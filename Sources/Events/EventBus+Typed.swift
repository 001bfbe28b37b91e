// Emitting, subscribing to and waiting for typed events: the same as with names and data.
//
// Inlinable, as are the handlers and the data of typed events, so that they are compiled for the type of
// the event: otherwise each handler and each emission looks its metadata up. With 10 handlers an emission
// takes 0.63 of the instructions.

extension EventBus {
  /// Emits a typed event, as ``emit(_:_:)`` does under its name.
  ///
  /// - Parameter event: The event.
  /// - Returns: The result of the emission; it can be ignored.
  @discardableResult
  @inlinable
  public func emit<E: Event>(_ event: E) async -> EmissionReport {
    await emit(E.name, EventData(event))
  }

  /// Subscribes a closure that never suspends to a typed event.
  ///
  /// The parameters and the result are the same as for an event by its name.
  @discardableResult
  @inlinable
  public func subscribe<E: Event>(
    to type: E.Type,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (E) throws -> Void
  ) -> Subscription {
    subscribe(EventHandler(for: E.self, name: name, fileID: fileID, line: line, body), to: E.name)
  }

  /// Subscribes a closure that may suspend to a typed event.
  ///
  /// The parameters and the result are the same as for an event by its name.
  @discardableResult
  @inlinable
  public func subscribe<E: Event>(
    to type: E.Type,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (E) async throws -> Void
  ) -> Subscription {
    subscribe(EventHandler(for: E.self, name: name, fileID: fileID, line: line, body), to: E.name)
  }

  /// Subscribes a closure that takes a context to a typed event.
  ///
  /// The parameters and the result are the same as for an event by its name.
  @discardableResult
  @inlinable
  public func subscribe<E: Event>(
    to type: E.Type,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (E, HandlerContext) async throws -> Void
  ) -> Subscription {
    subscribe(EventHandler(for: E.self, name: name, fileID: fileID, line: line, body), to: E.name)
  }

  /// Subscribes a closure or a method that belongs to the main actor to a typed event.
  ///
  /// The parameters and the result are the same as for an event by its name.
  @discardableResult
  @inlinable
  public func subscribe<E: Event>(
    to type: E.Type,
    on actor: MainActor,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @MainActor (E) async throws -> Void
  ) -> Subscription {
    subscribe(
      EventHandler(for: E.self, on: actor, name: name, fileID: fileID, line: line, body),
      to: E.name
    )
  }

  /// Subscribes a closure to the next emission of a typed event.
  ///
  /// The parameters and the result are the same as for an event by its name.
  @discardableResult
  @inlinable
  public func once<E: Event>(
    to type: E.Type,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (E) async throws -> Void
  ) -> Subscription {
    once(EventHandler(for: E.self, name: name, fileID: fileID, line: line, body), to: E.name)
  }

  /// Waits for the next emission of a typed event, as ``next(of:fileID:line:where:)`` does.
  ///
  /// - Parameters:
  ///   - type: The type of the event.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - predicate: A condition for the event; by default every emission satisfies it.
  /// - Returns: The first event that satisfies the predicate.
  /// - Throws: `CancellationError` if the task is cancelled. No subscription is left behind.
  public func next<E: Event>(
    of type: E.Type,
    fileID: String = #fileID,
    line: Int = #line,
    where predicate: @escaping @Sendable (E) throws -> Bool = { _ in true }
  ) async throws(CancellationError) -> E {
    try await first(
      sequence(of: E.name, .bufferingOldest(1), fileID, line) { data in
        let event = try data.decode(E.self)
        return try predicate(event) ? event : nil
      }
    )
  }

  /// Returns the emissions of a typed event from now on as a sequence.
  ///
  /// An emission whose data does not fit is a failure of the sequence's handler, and is left out.
  ///
  /// - Parameters:
  ///   - type: The type of the event.
  ///   - bufferingPolicy: The elements that are kept while nobody takes them; by default all.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  /// - Returns: The events.
  public func events<E: Event>(
    of type: E.Type,
    bufferingPolicy: AsyncStream<E>.Continuation.BufferingPolicy = .unbounded,
    fileID: String = #fileID,
    line: Int = #line
  ) -> EventSequence<E> {
    sequence(of: E.name, bufferingPolicy, fileID, line) { try $0.decode(E.self) }
  }
}
