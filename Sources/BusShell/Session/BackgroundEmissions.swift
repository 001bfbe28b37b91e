/// The emissions that run in the background while commands go on.
final class BackgroundEmissions {
  /// The tasks, by the order in which they were started; one that is just being started is nil.
  private var tasks: [Int: Task<Void, Never>?] = [:]

  /// The number of the emission in the background that the task runs; nil in the foreground.
  @TaskLocal static var current: Int?

  /// The number of tasks ever started.
  private var started = 0

  var isEmpty: Bool { tasks.isEmpty }

  private var inOrder: [Task<Void, Never>] {
    tasks.sorted { $0.key < $1.key }.compactMap(\.value)
  }

  /// Enters an emission that is about to start.
  ///
  /// - Returns: Its number.
  func begin() -> Int {
    started += 1
    tasks[started] = .some(nil)
    return started
  }

  /// Attaches the task to an emission that has started, unless it has ended already.
  func attach(_ task: Task<Void, Never>, to number: Int) {
    if tasks[number] != nil { tasks[number] = task }
  }

  /// Removes an emission that has ended.
  func end(_ number: Int) {
    tasks[number] = nil
  }

  /// Waits until no emission runs in the background.
  ///
  /// - Parameters:
  ///   - clock: The clock that must know how many tasks can run, if there is one.
  ///   - isolation: The actor on which the emissions run.
  ///   - cancel: Called if the waiting task is cancelled.
  func wait(
    clock: VirtualClock?,
    isolation: isolated any Actor,
    onCancel cancel: @escaping @Sendable () -> Void
  ) async {
    clock?.leave()
    await withTaskCancellationHandler {
      _ = isolation
      // Emissions that start others in the meantime are followed by those.
      while !tasks.isEmpty {
        for task in inOrder { await task.value }
      }
    } onCancel: {
      cancel()
    }
    clock?.enter()
  }

  /// Cancels all emissions: handlers that suspend end, and those after them still run.
  func cancel() {
    for task in inOrder { task.cancel() }
  }
}
