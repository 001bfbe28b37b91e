import Synchronization

/// Work that somebody may interrupt from outside, while it goes on elsewhere.
final class Interruptible: Sendable {
  private let state = Mutex(State())

  private struct State {
    var cancel: (@Sendable () -> Void)?
    var isInterrupted = false
  }

  /// Does the work in a task of its own, and waits for it.
  ///
  /// - Parameters:
  ///   - isolation: Where the work is done.
  ///   - work: The work.
  /// - Returns: What came of it.
  func run<Value: Sendable>(
    isolation: isolated any Actor,
    _ work: @escaping () async -> Value
  ) async -> Value {
    let task = Task {
      _ = isolation
      return await work()
    }
    state.withLock { $0 = State(cancel: { task.cancel() }) }
    defer { state.withLock { $0 = State() } }
    return await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Cancels the work, if there is any; says whether this was the first time.
  func interrupt() -> Bool {
    let (cancel, isFirst) = state.withLock { state in
      defer { state.isInterrupted = state.cancel != nil }
      return (state.cancel, !state.isInterrupted)
    }
    cancel?()
    return isFirst
  }
}
