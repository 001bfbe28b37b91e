/// The clock of a session: handlers sleep by it, and the recorder reads it.
protocol SessionClock: Sendable {
  /// The time since the clock was made.
  var elapsed: Duration { get }

  /// Returns a function that returns the time since this call.
  func stopwatch() -> @Sendable () -> Duration

  /// Sleeps, and continues in the caller's isolation.
  ///
  /// - Parameters:
  ///   - duration: The least time to sleep.
  ///   - isolation: The isolation of the caller: `#isolation`.
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  func sleep(for duration: Duration, isolation: isolated (any Actor)?) async throws
}

extension SessionClock {
  func stopwatch() -> @Sendable () -> Duration {
    let start = elapsed
    return { elapsed - start }
  }
}
