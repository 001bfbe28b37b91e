import Synchronization

/// A clock on which time passes only by sleeping, and sleeping takes no time.
final class ImmediateClock: Clock {
  private let time = Mutex(ManualClock.Instant())

  var now: ManualClock.Instant { time.withLock { $0 } }
  let minimumResolution = Duration.zero

  func sleep(until deadline: ManualClock.Instant, tolerance: Duration?) async throws {
    time.withLock { $0 = max($0, deadline) }
  }
}
