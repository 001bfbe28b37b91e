/// The time of a session: the handlers sleep by it, and the recorder reads it.
protocol SessionClock: Sendable {
  /// The time since the clock was made.
  var elapsed: Duration { get }

  /// Sleeps, and goes on where it was called.
  ///
  /// - Parameters:
  ///   - duration: How long at least.
  ///   - isolation: Where it is called; leave it out.
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  func sleep(for duration: Duration, isolation: isolated (any Actor)?) async throws
}
