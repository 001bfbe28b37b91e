import BusLanguage
import BusTrace
import Events
import Synchronization

/// Lets somebody decide before each handler what becomes of it.
///
/// The bus knows nothing of it: every handler of a session is wrapped, and asks first.
package final class Stepper: Sendable {
  /// What is about to run.
  struct Question: Sendable {
    let handler: String
    let event: EventName
  }

  typealias Asking = @Sendable (Question) async -> StepAnswer

  private let isOn = Atomic(false)
  private let state = Mutex(State())

  private struct State {
    var ask: Asking?

    /// For how many reasons nothing is asked at the moment.
    var silence = 0
  }

  /// Whether a task is one that runs in the background, where nobody is asked.
  @TaskLocal static var isInBackground = false

  /// Asks from now on.
  func turnOn(_ ask: @escaping Asking) {
    state.withLock { $0 = State(ask: ask) }
    isOn.store(true, ordering: .relaxed)
  }

  func turnOff() {
    isOn.store(false, ordering: .relaxed)
    state.withLock { $0 = State() }
  }

  /// Asks again, after an emission whose rest was to run.
  func emissionHasEnded() {
    state.withLock { $0.silence = 0 }
  }

  /// A handler that asks first.
  @Sendable
  func wrap(_ handler: EventHandler) -> EventHandler {
    handler.wrapped(when: { self.isOn.load(ordering: .relaxed) }, step)
  }

  @Sendable
  private func step(_ context: HandlerContext, _ body: () async throws -> Void) async throws {
    let ask = state.withLock { $0.silence == 0 ? $0.ask : nil }
    guard let ask, !Self.isInBackground else { return try await body() }
    // Whoever ends an emission in which each handler is decided on has decided on the rest.
    try Task.checkCancellation()
    switch await ask(Question(handler: context.handler.name, event: context.event)) {
    case .into: try await body()
    case .run:
      state.withLock { $0.silence += 1 }
      try await body()
    case .next:
      state.withLock { $0.silence += 1 }
      defer { state.withLock { $0.silence = max(0, $0.silence - 1) } }
      try await body()
    case .skip: context.note(OutcomeWord.skipped.rawValue)
    case .fail(let message): throw TeachingError(description: message)
    case .cancel: throw CancellationError()
    }
  }
}
