public import Events

// Typed events.

extension EventRecorder {
  /// The emissions of a typed event, in the order of their start, also those inside handlers.
  ///
  /// - Parameter type: The type of the event; emissions of its name count, typed or not.
  /// - Returns: The emissions; empty if there was none.
  public func emissions(of type: (some Event).Type) -> RecordedEmissions {
    emissions(of: type.name)
  }

  /// Returns the next emission of a typed event: the first that has ended and was not returned
  /// before.
  ///
  /// - Parameters:
  ///   - type: The type of the event; emissions of its name count, typed or not.
  ///   - timeout: The longest time to wait, by the clock of the recorder.
  ///   - predicate: A condition for the event. Emissions that do not meet it are left for other
  ///     calls.
  /// - Returns: The emission, with everything that happened inside it.
  /// - Throws: ``EventTimeout`` if no such emission ended in time, `CancellationError` if the
  ///   waiting task was cancelled, the error of the predicate, or an `EventDataError` if the data
  ///   of an emission does not fit the type.
  public func next<E: Event>(
    _ type: E.Type,
    within timeout: Duration = .seconds(10),
    where predicate: (E) throws -> Bool = { _ in true }
  ) async throws -> RecordedEmission {
    try await next(E.name, within: timeout) { try predicate($0.data.decode(E.self)) }
  }
}
