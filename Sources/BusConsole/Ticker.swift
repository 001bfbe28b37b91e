import Dispatch
import Synchronization

/// A timer that calls a closure ten times a second for as long as the closure returns true.
final class Ticker: Sendable {
  private let queue = DispatchQueue(label: "busctl.ticker")
  private let state = Mutex(State())

  private struct State {
    var isRunning = false
    var tick: (@Sendable () -> Bool)?
  }

  /// Sets the closure that is called.
  func onTick(_ tick: @escaping @Sendable () -> Bool) {
    state.withLock { $0.tick = tick }
  }

  /// Starts the timer unless it is running.
  func start() {
    let isNew = state.withLock { state in
      guard state.tick != nil, !state.isRunning else { return false }
      state.isRunning = true
      return true
    }
    if isNew { schedule() }
  }

  private func schedule() {
    queue.asyncAfter(deadline: .now() + .milliseconds(100)) { [self] in
      // Not running before the call, so that a start during the call is not lost.
      let tick = state.withLock { state in
        state.isRunning = false
        return state.tick
      }
      if tick?() == true { start() }
    }
  }
}
