import BusLanguage
import BusTrace
import Events
import Synchronization

/// A pause before handlers, at which the user decides about them.
///
/// The bus of a session has it as its interceptor, and calls that only while there are pauses.
package final class Stepper: Sendable {
  /// The handler that is about to run.
  struct Question: Sendable {
    let handler: String
    let event: EventName
  }

  typealias Asking = @Sendable (Question) async -> StepAnswer

  private let isAsking = Atomic(false)
  private let state = Mutex(State())

  private struct State {
    var ask: Asking?

    /// The events and handlers before which there is a pause; before every handler if there are
    /// none.
    var breakPoints: [String] = []

    /// The number of handlers that run without pauses in what they emit.
    var silence = 0

    /// Indicates whether a pause in the current command was left with anything but `run`.
    var isStepping = false

    /// Indicates whether one was left with `run`.
    var isRunning = false

    /// Indicates whether the rest of the current command is given up.
    var isAbandoned = false

    /// Returns whether there is a pause before a handler.
    func pauses(before question: Question) -> Bool {
      if breakPoints.isEmpty { return !isRunning && silence == 0 }
      return isStepping && silence == 0
        || breakPoints.contains { $0 == question.event.rawValue || question.handler.matches($0) }
    }
  }

  /// Indicates whether the task runs in the background, where nobody can be asked.
  static var isInBackground: Bool { BackgroundEmissions.current != nil }

  /// Begins to ask.
  ///
  /// - Parameters:
  ///   - breakPoints: The events and handlers before which there is a pause, in addition to those
  ///     that there were; before every handler if there are none.
  ///   - ask: Asks the user.
  func turnOn(_ breakPoints: [String], _ ask: @escaping Asking) {
    state.withLock { state in
      let known = breakPoints.isEmpty ? [] : state.breakPoints
      let new = breakPoints.filter { !known.contains($0) }
      state = State(ask: ask, breakPoints: known + new)
    }
    isAsking.store(true, ordering: .relaxed)
  }

  func turnOff() {
    isAsking.store(false, ordering: .relaxed)
    state.withLock { $0 = State() }
  }

  /// Turns the pauses off, and returns a closure that turns them on as they were.
  func turnOffForNow() -> @Sendable () -> Void {
    let (before, isOn) = (state.withLock { $0 }, isOn)
    turnOff()
    return { [self] in
      state.withLock { $0 = before }
      isAsking.store(isOn, ordering: .relaxed)
    }
  }

  /// Forgets how the pauses of a command were left; in the next one there are pauses again.
  func didEndCommand() {
    state.withLock { state in
      (state.silence, state.isStepping) = (0, false)
      (state.isRunning, state.isAbandoned) = (false, false)
    }
  }

  /// Gives up the rest of the current command: no other handler runs.
  func abandonCommand() {
    state.withLock { $0.isAbandoned = true }
  }

  /// Indicates whether there are pauses.
  var isOn: Bool { isAsking.load(ordering: .relaxed) }

  /// Indicates whether the user follows the handlers one by one.
  var isFollowed: Bool {
    isOn
      && state.withLock { state in
        !state.isAbandoned && (state.breakPoints.isEmpty ? !state.isRunning : state.isStepping)
      }
  }

  /// Asks the user before the handler, if there is a user to ask: an ``Events/Interceptor``.
  @Sendable
  func step(_ context: HandlerContext, _ next: @Sendable () async throws -> Void) async throws {
    if Self.isInBackground { return try await next() }
    let question = Question(handler: context.handler.name, event: context.event)
    let (ask, isAbandoned) = state.withLock { state in
      (state.pauses(before: question) ? state.ask : nil, state.isAbandoned)
    }
    if isAbandoned { return }
    guard let ask else { return try await next() }
    // Cancelling an emission decides about the rest of its handlers.
    try Task.checkCancellation()
    let answer = await ask(question)
    state.withLock { state in
      (state.isStepping, state.isRunning) = (answer != .run, answer == .run)
    }
    switch answer {
    case .into, .run: try await next()
    case .next:
      state.withLock { $0.silence += 1 }
      defer { state.withLock { $0.silence = max(0, $0.silence - 1) } }
      try await next()
    case .skip, .back: return
    case .fail(let message): throw InjectedFailure(message)
    case .cancel: throw CancellationError()
    }
  }
}
