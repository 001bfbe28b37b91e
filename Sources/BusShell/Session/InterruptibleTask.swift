import Synchronization

/// Work that can be interrupted from another task or thread.
final class InterruptibleTask: Sendable {
  /// Cancels the work; nil if there is none.
  private let cancel = Mutex<(@Sendable () -> Void)?>(nil)

  /// Runs work in a task of its own, and waits for it.
  ///
  /// - Parameters:
  ///   - isolation: The actor on which the work runs.
  ///   - work: The work.
  /// - Returns: The result of the work.
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
