import BusLanguage
import Synchronization

/// A clock on which time stands still while any task can run, and then jumps to the next deadline.
///
/// The clock counts the busy tasks; a sleeping task is not busy. When no task is busy it wakes one
/// sleeper, and the next one only when that one sleeps again or has ended. So it never wakes two at
/// a time: sleeping takes no real time, durations are exact, and the order of events is the same on
/// every machine and in every run.
final class VirtualClock: SessionClock {
  private let state: Mutex<State>

  fileprivate struct State {
    var time = Duration.zero

    /// The number of busy tasks; at first it is the task that created the clock.
    var busy = 1

    /// The number of sleepers that have been woken.
    var wakes = 0

    var schedule = Schedule<Sleeper>()
    var generator: SplitMix64?

    /// The path on which the choices are noted, and the clock's number there.
    var path: (path: OrderPath, clock: Int)?
  }

  fileprivate struct Sleeper {
    var isCancelled = false
    let continuation: CheckedContinuation<Void, any Error>
  }

  /// - Parameters:
  ///   - generator: Chooses the first of several sleepers with the same deadline; without one it is
  ///     the one that fell asleep first, or whose emission was started first.
  ///   - path: The path on which such choices are given, or noted.
  init(generator: SplitMix64?, on path: OrderPath? = nil) {
    state = Mutex(State(generator: generator, path: path.map { ($0, $0.addClock()) }))
  }

  /// Creates the clock that the options ask for; nil in real time.
  convenience init?(_ options: ShellOptions, on path: OrderPath? = nil) {
    guard options.clock == .virtual else { return nil }
    self.init(generator: options.seed.map(SplitMix64.init(seed:)), on: path)
  }

  var elapsed: Duration { state.withLock { $0.time } }

  func sleep(for duration: Duration, isolation: isolated (any Actor)? = #isolation) async throws {
    // Not by the order of arrival: a handler that sleeps by the clock of its application arrives on
    // another thread. A busy task keeps others from being woken, and sleeps once in between. The
    // emission in the foreground comes last, because what was started before it has run up to there.
    let task = BackgroundEmissions.current ?? .max
    let turn = state.withLock { state in
      let rank = Schedule<Sleeper>.Rank(wakes: state.wakes, task: task)
      return state.schedule.turn(at: state.time + duration, rank: rank)
    }
    try await withTaskCancellationHandler {
      _ = isolation
      try await withCheckedThrowingContinuation { continuation in
        state.withLock { $0.schedule.insert(Sleeper(continuation: continuation), at: turn) }
        if Task.isCancelled { cancel(turn) }
        leave()
      }
    } onCancel: {
      cancel(turn)
    }
  }

  /// Makes a sleeper due at once; it wakes when its turn comes.
  private func cancel(_ turn: Schedule<Sleeper>.Turn) {
    state.withLock { $0.bringForward(turn) }
    wakeIfNobodyIsBusy()
  }

  /// Counts one more busy task.
  func enter() {
    state.withLock { $0.busy += 1 }
  }

  /// Counts one busy task less, because it waits for others or has ended.
  func leave() {
    state.withLock { $0.busy -= 1 }
    wakeIfNobodyIsBusy()
  }

  private func wakeIfNobodyIsBusy() {
    let sleeper = state.withLock { $0.busy == 0 ? $0.takeNext() : nil }
    guard let sleeper else { return }
    if sleeper.isCancelled {
      sleeper.continuation.resume(throwing: CancellationError())
    } else {
      sleeper.continuation.resume()
    }
  }
}

extension VirtualClock.State {
  /// Jumps to the next deadline, and removes and returns a sleeper, which is busy from now on.
  fileprivate mutating func takeNext() -> VirtualClock.Sleeper? {
    guard let deadline = schedule.firstDeadline else { return nil }
    time = max(time, deadline)
    busy += 1
    wakes += 1
    return schedule.remove(at: chooseSleeper())
  }

  /// The offset of the sleeper that wakes, among those with the same deadline.
  private mutating func chooseSleeper() -> Int {
    if generator == nil, path == nil { return 0 }
    let count = schedule.firstCount
    let own = generator?.offset(below: count) ?? 0
    return path.map { $0.path.choose(among: count, by: $0.clock, otherwise: own) } ?? own
  }

  fileprivate mutating func bringForward(_ turn: Schedule<VirtualClock.Sleeper>.Turn) {
    guard var sleeper = schedule.remove(turn) else { return }
    sleeper.isCancelled = true
    var turn = turn
    turn.deadline = time
    schedule.insert(sleeper, at: turn)
  }
}
