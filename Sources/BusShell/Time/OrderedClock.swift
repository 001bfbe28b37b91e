import Synchronization

/// A clock whose sleepers go on in the order of their deadlines.
///
/// A clock by itself wakes each sleeper on some thread, so of two with nearly the same deadline
/// either may go on first. Here a sleeper waits for those that are due before it.
final class OrderedClock: SessionClock {
  private let clock: any Clock<Duration>
  private let sinceStart: @Sendable () -> Duration
  private let state = Mutex(State())

  /// A closure, because the type of a continuation takes a twenty-fifth of a start.
  private typealias Sleepers = Schedule<(@Sendable () -> Void)?>

  private struct State {
    /// The closures that resume the sleepers; nil until a sleeper's time has come.
    var schedule = Sleepers()

    mutating func enter(until deadline: Duration) -> Sleepers.Turn {
      let turn = schedule.turn(at: deadline)
      schedule.insert(nil, at: turn)
      return turn
    }

    /// Removes and returns the first sleeper, if its time has come.
    mutating func popFirst() -> (@Sendable () -> Void)? {
      guard case .some(.some(let resume)) = schedule.first else { return nil }
      _ = schedule.popFirst()
      return resume
    }
  }

  init(_ clock: any Clock<Duration>) {
    self.clock = clock
    sinceStart = Self.stopwatch(clock)
  }

  var elapsed: Duration { sinceStart() }

  func stopwatch() -> @Sendable () -> Duration { Self.stopwatch(clock) }

  func sleep(for duration: Duration, isolation: isolated (any Actor)? = #isolation) async throws {
    let deadline = elapsed + duration
    let turn = state.withLock { $0.enter(until: deadline) }
    do {
      try await clock.sleep(for: duration)
    } catch {
      state.withLock { _ = $0.schedule.remove(turn) }
      wakeFirst()
      throw error
    }
    await withCheckedContinuation { continuation in
      state.withLock { $0.schedule.update(turn) { $0 = { continuation.resume() } } }
      wakeFirst()
    }
  }

  /// Resumes the first sleepers whose time has come.
  private func wakeFirst() {
    while let resume = state.withLock({ $0.popFirst() }) { resume() }
  }

  private static func stopwatch<C: Clock>(_ clock: C) -> @Sendable () -> Duration
  where C.Duration == Duration {
    // A line of a script takes two readings, and a clock of any type takes three times as long.
    if clock is ContinuousClock {
      let start = ContinuousClock.now
      return { start.duration(to: .now) }
    }
    let start = clock.now
    return { start.duration(to: clock.now) }
  }
}
