import Events
import Synchronization

/// The emissions that run in the background while commands go on.
///
/// Their numbers are counted up, so that a number in a script means the same emission whatever has
/// ended meanwhile.
final class BackgroundEmissions: Sendable {
  /// An emission in the background.
  struct Job: Sendable {
    let number: Int
    let event: EventName
    let data: EventData

    /// The number of the emission in the trace; nil while it is just being started.
    fileprivate(set) var emission: Int?

    fileprivate var task: Task<Void, Never>?
  }

  /// The number of the emission in the background that the task runs; nil in the foreground.
  @TaskLocal static var current: Int?

  private let state = Mutex(State())

  private struct State {
    var jobs: [Int: Job] = [:]

    /// The number of emissions that were started since numbers began at 1.
    var started = 0

    /// The number of the emission for which alone a command waits.
    var awaited: Int?
  }

  var isEmpty: Bool { state.withLock { $0.jobs.isEmpty } }

  /// The number of emissions that were started.
  var started: Int { state.withLock { $0.started } }

  /// The emissions that run, in the order in which they were started.
  var running: [Job] {
    state.withLock { $0.jobs.values.sorted { $0.number < $1.number } }
  }

  /// Enters an emission that is about to start.
  ///
  /// - Returns: Its number.
  func begin(_ event: EventName, _ data: EventData) -> Int {
    state.withLock { state in
      state.started += 1
      state.jobs[state.started] = Job(number: state.started, event: event, data: data)
      return state.started
    }
  }

  /// Attaches the task to an emission that has started, unless it has ended already.
  func attach(_ task: Task<Void, Never>, emission: Int?, to number: Int) {
    state.withLock { state in
      state.jobs[number]?.task = task
      state.jobs[number]?.emission = emission
    }
  }

  /// Removes an emission that has ended.
  ///
  /// - Returns: Whether a command waits for this one alone. It goes on at once in virtual time, before
  ///   any sleeper wakes, so it is busy from now on in place of the task that ends.
  func end(_ number: Int) -> Bool {
    state.withLock { state in
      state.jobs[number] = nil
      defer { if state.awaited == number { state.awaited = nil } }
      return state.awaited == number
    }
  }

  /// Lets numbers begin at 1 again, if nothing runs.
  func restart() {
    state.withLock { if $0.jobs.isEmpty { $0.started = 0 } }
  }

  /// Waits until an emission has ended, or until none runs in the background.
  ///
  /// - Parameters:
  ///   - number: The emission; nil waits for all.
  ///   - clock: The clock that must know how many tasks can run, if there is one.
  ///   - isolation: The actor on which the emissions run.
  ///   - cancel: Called if the waiting task is cancelled.
  func wait(
    for number: Int?,
    clock: VirtualClock?,
    isolation: isolated any Actor,
    onCancel cancel: @escaping @Sendable () -> Void
  ) async {
    if let number {
      let isRunning = state.withLock { state in
        if state.jobs[number] != nil { state.awaited = number }
        return state.jobs[number] != nil
      }
      guard isRunning else { return }
    }
    clock?.leave()
    await withTaskCancellationHandler {
      _ = isolation
      // Emissions that start others in the meantime are followed by those.
      while case let tasks = tasks(of: number), !tasks.isEmpty {
        for task in tasks { await task.value }
      }
    } onCancel: {
      cancel()
    }
    if number == nil { clock?.enter() }
  }

  /// Cancels an emission, or all: handlers that suspend end, and those after them still run.
  func cancel(_ number: Int?) {
    for task in tasks(of: number) { task.cancel() }
  }

  private func tasks(of number: Int?) -> [Task<Void, Never>] {
    running.filter { number == nil || $0.number == number }.compactMap(\.task)
  }
}
