import Synchronization

/// A clock whose time stands still, and whose sleepers a test wakes.
package final class ManualClock: Clock {
  package struct Instant: InstantProtocol {
    package var sinceStart = Swift.Duration.zero

    package func advanced(by duration: Swift.Duration) -> Instant {
      Instant(sinceStart: sinceStart + duration)
    }

    package func duration(to other: Instant) -> Swift.Duration {
      other.sinceStart - sinceStart
    }

    package static func < (first: Instant, second: Instant) -> Bool {
      first.sinceStart < second.sinceStart
    }
  }

  private struct State {
    var sleepers: [Swift.Duration: CheckedContinuation<Void, any Error>] = [:]
    var watchers: [(count: Int, CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  package let now = Instant()
  package let minimumResolution = Swift.Duration.zero

  package init() {}

  package func sleep(until deadline: Instant, tolerance: Swift.Duration?) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { sleeper in
        let watchers = state.withLock { state in
          state.sleepers[deadline.sinceStart] = sleeper
          let count = state.sleepers.count
          defer { state.watchers.removeAll { $0.count <= count } }
          return state.watchers.filter { $0.count <= count }
        }
        watchers.forEach { $0.1.resume() }
        if Task.isCancelled { wake(deadline.sinceStart, throwing: CancellationError()) }
      }
    } onCancel: {
      wake(deadline.sinceStart, throwing: CancellationError())
    }
  }

  /// Waits until a number of tasks sleep.
  package func sleepers(_ count: Int) async {
    await withCheckedContinuation { watcher in
      let isThere = state.withLock { state in
        if state.sleepers.count < count { state.watchers.append((count, watcher)) }
        return state.sleepers.count >= count
      }
      if isThere { watcher.resume() }
    }
  }

  /// Wakes the task that sleeps for a duration.
  package func wake(_ duration: Swift.Duration, throwing error: (any Error)? = nil) {
    let sleeper = state.withLock { $0.sleepers.removeValue(forKey: duration) }
    if let error { sleeper?.resume(throwing: error) } else { sleeper?.resume() }
  }
}
