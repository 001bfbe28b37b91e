/// The clock of a session: handlers sleep by it, and the recorder reads it.
protocol SessionClock: Sendable {
  /// The time since the clock was made.
  var elapsed: Duration { get }

  /// Sleeps, and continues in the caller's isolation.
  ///
  /// - Parameters:
  ///   - duration: The least time to sleep.
  ///   - isolation: The isolation of the caller: `#isolation`.
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  func sleep(for duration: Duration, isolation: isolated (any Actor)?) async throws
}
