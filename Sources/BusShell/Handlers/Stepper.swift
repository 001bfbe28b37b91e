import BusLanguage
import BusTrace
import Events
import Synchronization

/// A pause before each handler, at which the user decides about it.
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

    /// The number of reasons not to ask at present.
    var silence = 0
  }

  /// Indicates whether the task runs in the background, where nobody can be asked.
  static var isInBackground: Bool { BackgroundEmissions.current != nil }

  /// Begins to ask.
  func turnOn(_ ask: @escaping Asking) {
    state.withLock { $0 = State(ask: ask) }
    isAsking.store(true, ordering: .relaxed)
  }

  func turnOff() {
    isAsking.store(false, ordering: .relaxed)
    state.withLock { $0 = State() }
  }

  /// Begins to ask again, after a command in which the rest of an emission ran without pauses.
  func didEndCommand() {
    state.withLock { $0.silence = 0 }
  }

  /// Indicates whether there are pauses.
  var isOn: Bool { isAsking.load(ordering: .relaxed) }

  /// Asks the user before the handler, if there is a user to ask: an ``Events/Interceptor``.
  @Sendable
  func step(_ context: HandlerContext, _ next: @Sendable () async throws -> Void) async throws {
    let ask = state.withLock { $0.silence == 0 ? $0.ask : nil }
    guard let ask, !Self.isInBackground else { return try await next() }
    // Cancelling an emission decides about the rest of its handlers.
    try Task.checkCancellation()
    switch await ask(Question(handler: context.handler.name, event: context.event)) {
    case .into: try await next()
    case .run:
      state.withLock { $0.silence += 1 }
      try await next()
    case .next:
      state.withLock { $0.silence += 1 }
      defer { state.withLock { $0.silence = max(0, $0.silence - 1) } }
      try await next()
    case .skip: return
    case .fail(let message): throw InjectedFailure(message)
    case .cancel: throw CancellationError()
    }
  }
}
