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
    var sleepCount = 0
    var sleepers: [Int: (deadline: Swift.Duration, CheckedContinuation<Void, any Error>)] = [:]
    var watchers: [(count: Int, CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  package let now = Instant()
  package let minimumResolution = Swift.Duration.zero

  package init() {}

  package func sleep(until deadline: Instant, tolerance: Swift.Duration?) async throws {
    let id = state.withLock { state in
      state.sleepCount += 1
      return state.sleepCount
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { sleeper in
        let watchers = state.withLock { state in
          state.sleepers[id] = (deadline.sinceStart, sleeper)
          let count = state.sleepers.count
          defer { state.watchers.removeAll { $0.count <= count } }
          return state.watchers.filter { $0.count <= count }
        }
        watchers.forEach { $0.1.resume() }
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  private func cancel(_ id: Int) {
    let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
    sleeper?.1.resume(throwing: CancellationError())
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

  /// Wakes the tasks that sleep for a duration.
  package func wake(_ duration: Swift.Duration) {
    let woken = state.withLock { state in
      let woken = state.sleepers.filter { $0.value.deadline == duration }
      for id in woken.keys { state.sleepers[id] = nil }
      return woken.values
    }
    for (_, sleeper) in woken { sleeper.resume() }
  }
}
