/// The clock of a session, for the handlers of an application.
struct ApplicationClock: Clock {
  private let clock: any SessionClock

  init(_ clock: any SessionClock) {
    self.clock = clock
  }

  /// A time, from when the clock was made.
  struct Instant: InstantProtocol {
    fileprivate let time: Duration

    func advanced(by duration: Duration) -> Instant { Instant(time: time + duration) }

    func duration(to other: Instant) -> Duration { other.time - time }

    static func < (first: Instant, second: Instant) -> Bool { first.time < second.time }
  }

  var now: Instant { Instant(time: clock.elapsed) }

  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let duration = now.duration(to: deadline)
    guard duration > .zero else { return try Task.checkCancellation() }
    // The sleep of a cancelled task ends in its turn.
    try await clock.sleep(for: duration, isolation: #isolation)
  }
}
