import Synchronization

/// Work that somebody may interrupt from outside, while it goes on elsewhere.
final class Interruptible: Sendable {
  /// Cancels the work; nil if there is none.
  private let cancel = Mutex<(@Sendable () -> Void)?>(nil)

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
    cancel.withLock { $0 = { task.cancel() } }
    defer { cancel.withLock { $0 = nil } }
    return await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Cancels the work, if there is any.
  func interrupt() {
    cancel.withLock { $0 }?()
  }
}
