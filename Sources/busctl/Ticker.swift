import Dispatch
import Synchronization

/// Does something ten times a second, as long as it is worth it.
final class Ticker: Sendable {
  private let queue = DispatchQueue(label: "busctl.ticker")
  private let state = Mutex(State())

  private struct State {
    var isRunning = false
    var tick: (@Sendable () -> Bool)?
  }

  /// Says what is to be done, and that it goes on while this returns true.
  func onTick(_ tick: @escaping @Sendable () -> Bool) {
    state.withLock { $0.tick = tick }
  }

  /// Begins again, unless it goes on already.
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
      // Not running before the last look: who starts it meanwhile is not overlooked.
      let tick = state.withLock { state in
        state.isRunning = false
        return state.tick
      }
      if tick?() == true { start() }
    }
  }
}
