import Synchronization

/// A clock whose time advances only by sleeping, which returns at once.
final class ImmediateClock: Clock {
  private let time = Mutex(ManualClock.Instant())

  var now: ManualClock.Instant { time.withLock { $0 } }
  let minimumResolution = Duration.zero

  func sleep(until deadline: ManualClock.Instant, tolerance: Duration?) async throws {
    time.withLock { $0 = max($0, deadline) }
  }
}
