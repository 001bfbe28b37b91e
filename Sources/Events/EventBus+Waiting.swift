// Waiting for emissions.

extension EventBus {
  /// Returns the emissions of an event from now on as a sequence.
  ///
  /// ```swift
  /// for await data in bus.events(of: "price.changed", bufferingPolicy: .bufferingNewest(1)) {
  ///   print("the price is", try data.value("price", as: Int.self))
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - bufferingPolicy: The elements that are kept while nobody takes them; by default all.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  /// - Returns: The data of the emissions, in the order in which the emissions reach this handler.
  public func events(
    of event: EventName,
    bufferingPolicy: AsyncStream<EventData>.Continuation.BufferingPolicy = .unbounded,
    fileID: String = #fileID,
    line: Int = #line
  ) -> EventSequence<EventData> {
    sequence(of: event, bufferingPolicy, fileID, line) { $0 }
  }

  /// Waits for the next emission of an event.
  ///
  /// ```swift
  /// let data = try await bus.next(of: "invite.accepted") { $0["user_id"] as? Int == 7 }
  /// ```
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - predicate: A condition for the data; by default every emission satisfies it. If it throws,
  ///     its handler fails, and the call continues to wait.
  /// - Returns: The data of the first emission that satisfies the predicate. That emission may still
  ///   run.
  /// - Throws: `CancellationError` if the task is cancelled. No subscription is left behind.
  public func next(
    of event: EventName,
    fileID: String = #fileID,
    line: Int = #line,
    where predicate: @escaping @Sendable (EventData) throws -> Bool = { _ in true }
  ) async throws(CancellationError) -> EventData {
    try await first(
      sequence(of: event, .bufferingOldest(1), fileID, line) { try predicate($0) ? $0 : nil }
    )
  }

  func sequence<Element>(
    of event: EventName,
    _ bufferingPolicy: AsyncStream<Element>.Continuation.BufferingPolicy,
    _ fileID: String,
    _ line: Int,
    _ element: @escaping @Sendable (EventData) throws -> Element?
  ) -> EventSequence<Element> {
    EventSequence(of: event, on: self, bufferingPolicy) { yield in
      EventHandler(fileID: fileID, line: line) { data in
        if let element = try element(data) { yield(element) }
      }
    }
  }

  func first<Element>(
    _ sequence: EventSequence<Element>
  ) async throws(CancellationError) -> Element {
    for await element in sequence { return element }
    throw CancellationError()
  }
}

// MARK: - Once

extension EventBus {
  /// Subscribes a handler to the next emission of an event.
  ///
  /// Exactly one emission takes it, however many start at the same time; a refused one does not.
  ///
  /// - Parameters:
  ///   - handler: The handler.
  ///   - event: The event.
  /// - Returns: The new subscription; cancelling it returns true if no emission has taken it yet.
  /// - Complexity: O(log *n*) for *n* subscriptions to the event.
  @discardableResult
  public func once(_ handler: EventHandler, to event: EventName) -> Subscription {
    subscribe(handler, to: event, once: true)
  }

  /// Subscribes a closure to the next emission of an event.
  ///
  /// ```swift
  /// bus.once(to: "app.started") { _ in print("started") }
  /// ```
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - name: The name of the handler; by default the location of this call.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - body: The code that runs with the event's data, and may suspend.
  /// - Returns: The new subscription; cancelling it returns true if no emission has taken it yet.
  @discardableResult
  public func once(
    to event: EventName,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (EventData) async throws -> Void
  ) -> Subscription {
    once(EventHandler(name: name, fileID: fileID, line: line, body), to: event)
  }

  /// Subscribes a closure that takes a context to the next emission of an event.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - name: The name of the handler; by default the location of this call.
  ///   - fileID: The file of this call; leave it out.
  ///   - line: The line of this call; leave it out.
  ///   - body: The code that runs with the event's data and the context, and may suspend.
  /// - Returns: The new subscription; cancelling it returns true if no emission has taken it yet.
  @discardableResult
  public func once(
    to event: EventName,
    name: String? = nil,
    fileID: String = #fileID,
    line: Int = #line,
    _ body: @escaping @Sendable (EventData, HandlerContext) async throws -> Void
  ) -> Subscription {
    once(EventHandler(name: name, fileID: fileID, line: line, body), to: event)
  }
}
