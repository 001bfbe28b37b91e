import Synchronization

/// A clock whose time advances only by sleeping, which returns at once.
package final class ImmediateClock: Clock {
  private let time = Mutex(ManualClock.Instant())

  package var now: ManualClock.Instant { time.withLock { $0 } }
  package let minimumResolution = Duration.zero

  package init() {}

  package func sleep(until deadline: ManualClock.Instant, tolerance: Duration?) async throws {
    time.withLock { $0 = max($0, deadline) }
  }
}
