import Synchronization

/// The tracers and interceptors of a bus.
final class Observer: Sendable {
  /// The tracers; nil if there are none.
  let tracers: Tracers?

  /// The interceptors; nil if there are none.
  private let interceptor: Interceptor?

  /// Returns whether the interceptors are called at present; nil if they always are.
  private let needsInterceptor: (@Sendable () -> Bool)?

  /// The interceptors, if they are called at present.
  var currentInterceptor: Interceptor? { needsInterceptor?() ?? true ? interceptor : nil }

  /// Returns nil if there are none.
  init?(_ tracers: [any EventTracer], _ interceptors: [Interceptor]) {
    if tracers.isEmpty, interceptors.isEmpty { return nil }
    self.tracers = Tracers(tracers)
    interceptor = combined(interceptors)
    needsInterceptor = nil
  }

  /// Creates an observer with what another one has, a tracer, and an interceptor outside of the
  /// others, which is called only while it is needed.
  init(
    _ base: Observer?,
    and tracer: any EventTracer,
    _ interceptor: @escaping Interceptor,
    when isNeeded: @escaping @Sendable () -> Bool
  ) {
    tracers = Tracers(base?.tracers, and: tracer)
    guard let inner = base?.interceptor else {
      (self.interceptor, needsInterceptor) = (interceptor, isNeeded)
      return
    }
    let both = combined([interceptor, inner])
    self.interceptor = { context, next in
      try await (isNeeded() ? both ?? inner : inner)(context, next)
    }
    needsInterceptor = nil
  }
}

/// The observer of a bus, which can change while the bus is used.
///
/// An emission has the observer of its start up to its end.
final class Observation: Sendable {
  /// The observer with which the bus was created.
  private let initial: Observer?

  private let isPresent: Atomic<Bool>
  private let content: Mutex<State>

  private struct State {
    var observer: Observer?
    var isAttached = false
  }

  init(_ observer: Observer?) {
    initial = observer
    isPresent = Atomic(observer != nil)
    content = Mutex(State(observer: observer))
  }

  /// Indicates whether there is an observer.
  @inline(__always)
  var isOn: Bool { isPresent.load(ordering: .relaxed) }

  /// The present observer.
  @inline(__always)
  var current: Observer? { isOn ? content.withLock { $0.observer } : nil }

  /// Adds to the observer, and returns false if something was added already.
  func attach(_ observer: (Observer?) -> Observer) -> Bool {
    let new = observer(initial)
    let isAttached = content.withLock { state in
      if state.isAttached { return false }
      state = State(observer: new, isAttached: true)
      return true
    }
    if isAttached { isPresent.store(true, ordering: .relaxed) }
    return isAttached
  }

  /// Removes the added tracer and interceptor.
  func detach() {
    let previous = content.withLock { state in
      defer { state = State(observer: initial) }
      return state.observer
    }
    isPresent.store(initial != nil, ordering: .relaxed)
    withExtendedLifetime(previous) {}
  }
}

extension EventBus {
  /// Adds a tracer and an interceptor to those of the bus until ``detach()``.
  ///
  /// An emission that has already started is not traced, nor are the subscriptions that are there. The
  /// interceptor is called only while it is needed, and outside of those of the bus.
  ///
  /// - Returns: False if something is attached already, and nothing was added.
  package func attach(
    _ tracer: any EventTracer,
    _ interceptor: @escaping Interceptor,
    when isNeeded: @escaping @Sendable () -> Bool
  ) -> Bool {
    state.observation.attach { Observer($0, and: tracer, interceptor, when: isNeeded) }
  }

  /// Removes the attached tracer and interceptor; a running emission continues with them.
  package func detach() { state.observation.detach() }
}
