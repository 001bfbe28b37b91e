import Synchronization

/// A clock whose sleepers go on in the order of their deadlines.
///
/// A clock by itself wakes each sleeper from some thread: of two with nearly the same deadline
/// either may be the first to go on. Here it waits for those that are due before it.
final class OrderedClock: SessionClock {
  private let clock: any Clock<Duration>
  private let stopwatch: @Sendable () -> Duration
  private let state = Mutex(State())

  private struct State {
    /// Who sleeps, in the order of the deadlines; of equal ones whoever came first.
    var sleepers: [Sleeper] = []
    var count = 0
  }

  private struct Sleeper {
    let number: Int
    let deadline: Duration

    /// How it is told to go on, once its time has come and others are before it.
    var turn: CheckedContinuation<Void, Never>?
  }

  init(_ clock: any Clock<Duration>) {
    self.clock = clock
    stopwatch = Self.stopwatch(clock)
  }

  var elapsed: Duration { stopwatch() }

  func sleep(for duration: Duration, isolation: isolated (any Actor)? = #isolation) async throws {
    let number = enter(until: elapsed + duration)
    do {
      try await clock.sleep(for: duration)
    } catch {
      leave(number)
      throw error
    }
    await withCheckedContinuation { takeTurn(number, $0) }
  }

  private func enter(until deadline: Duration) -> Int {
    state.withLock { state in
      state.count += 1
      let index = state.sleepers.firstIndex { $0.deadline > deadline }
      let sleeper = Sleeper(number: state.count, deadline: deadline)
      state.sleepers.insert(sleeper, at: index ?? state.sleepers.endIndex)
      return state.count
    }
  }

  private func leave(_ number: Int) {
    state.withLock { $0.sleepers.removeAll { $0.number == number } }
    wakeFirst()
  }

  private func takeTurn(_ number: Int, _ turn: CheckedContinuation<Void, Never>) {
    state.withLock { state in
      for index in state.sleepers.indices where state.sleepers[index].number == number {
        state.sleepers[index].turn = turn
      }
    }
    wakeFirst()
  }

  /// Lets those at the front go on whose time has come.
  private func wakeFirst() {
    while let turn = state.withLock({ state in
      state.sleepers.first?.turn != nil ? state.sleepers.removeFirst().turn : nil
    }) {
      turn.resume()
    }
  }

  private static func stopwatch<C: Clock>(_ clock: C) -> @Sendable () -> Duration
  where C.Duration == Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
  }
}
