public import Logging
import Synchronization

/// A bus that connects the code where something happens with the code that reacts to it, within one
/// process.
///
/// Handlers are subscribed to events by name. Emitting an event runs its handlers one after
/// another, in the order in which they were subscribed; `emit` returns when the last one has ended.
///
/// ```swift
/// let bus = EventBus()
/// bus.subscribe(to: "invite.accepted") { data in
///   print("welcome, user", try data.value("user_id", as: Int.self))
/// }
/// await bus.emit("invite.accepted", ["user_id": 7])
/// ```
///
/// Subscribing and unsubscribing are synchronous, can be done from anywhere, and are complete when
/// they return. <doc:Concurrency> has the rules for everything that happens at the same time.
public final class EventBus: Sendable {
  /// The bus of an application.
  ///
  /// Its logger is made when the bus is first used, so bootstrap the `LoggingSystem` before that.
  /// Tests make a bus of their own instead.
  public static let shared = EventBus()

  /// The number of emissions that may be nested; one more is refused.
  public let depthLimit: Int

  let logger: Logger

  let state: BusState

  /// Creates a bus without handlers.
  ///
  /// - Parameters:
  ///   - logger: The logger for errors of handlers and for refused emissions.
  ///   - depthLimit: The number of emissions that may be nested, at least 1. `Int.max` is no limit.
  ///   - tracer: A tracer, which gets every fact of the bus.
  ///   - interceptor: Code around every handler.
  public convenience init(
    logger: Logger = Logger(label: "EventBus"),
    depthLimit: Int = 64,
    tracer: (any EventTracer)? = nil,
    interceptor: Interceptor? = nil
  ) {
    self.init(
      logger: logger,
      depthLimit: depthLimit,
      tracers: tracer.map { [$0] } ?? [],
      interceptors: interceptor.map { [$0] } ?? []
    )
  }

  /// Creates a bus without handlers that has several tracers or interceptors.
  ///
  /// - Parameters:
  ///   - logger: The logger for errors of handlers and for refused emissions.
  ///   - depthLimit: The number of emissions that may be nested, at least 1. `Int.max` is no limit.
  ///   - tracers: The tracers. Each gets every fact of the bus, in the order in which the facts
  ///     happen, with the time of its own clock. The first tracer gets each fact first.
  ///   - interceptors: Code around every handler; the first one is the outermost.
  public convenience init(
    logger: Logger = Logger(label: "EventBus"),
    depthLimit: Int = 64,
    tracers: [any EventTracer],
    interceptors: [Interceptor] = []
  ) {
    self.init(logger, depthLimit, Observer(tracers, interceptors))
  }

  private init(_ logger: Logger, _ depthLimit: Int, _ observer: Observer?) {
    precondition(depthLimit >= 1, "a depth limit of \(depthLimit) lets no emission run")
    self.logger = logger
    self.depthLimit = depthLimit
    state = BusState(observer)
  }
}

// MARK: - Subscribing

extension EventBus {
  /// Subscribes a handler to an event, behind the handlers that the event already has.
  ///
  /// The handler runs in every emission that starts after this call returns. A handler that is
  /// subscribed twice runs twice. The bus keeps the handler until it is unsubscribed.
  ///
  /// - Parameters:
  ///   - handler: The handler.
  ///   - event: The event.
  /// - Returns: The new subscription; it can be ignored.
  /// - Complexity: O(log *n*) for *n* subscriptions to the event.
  @discardableResult
  public func subscribe(_ handler: EventHandler, to event: EventName) -> Subscription {
    subscribe(handler, to: event, once: false)
  }

  func subscribe(_ handler: EventHandler, to event: EventName, once: Bool) -> Subscription {
    let entry = state.change { subscriptions in
      subscriptions.add(handler, to: event, once: once)
    } recordedAs: { entry in
      .handlerSubscribed(event: event, Subscription(entry, to: event, on: state.reference))
    }
    return Subscription(entry, to: event, on: state.reference)
  }

  /// Removes the first subscription of a handler to an event, if there is one.
  ///
  /// Emissions that have already started still run the handler.
  ///
  /// - Parameters:
  ///   - handler: The handler that was subscribed: the same object, not an equal one.
  ///   - event: The event.
  /// - Returns: True if the handler was subscribed to the event.
  /// - Complexity: O(log *n*) for *n* subscriptions to the event.
  @discardableResult
  public func unsubscribe(_ handler: EventHandler, from event: EventName) -> Bool {
    let removed = state.change { subscriptions in
      subscriptions.removeFirst(of: handler, from: event)
    } recordedAs: { removed in
      let removed = removed.map { Subscription($0, to: event, on: state.reference) }
      return .handlerUnsubscribed(event: event, handler, removed)
    }
    return removed != nil
  }

  /// Subscribes a handler to an event for as long as an operation runs.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - handler: The handler.
  ///   - operation: The operation. The handler is subscribed when it starts, and the subscription is
  ///     cancelled when it returns or throws.
  /// - Returns: The result of the operation.
  /// - Throws: The error of the operation.
  public func withSubscription<Result, Failure: Error>(
    to event: EventName,
    _ handler: EventHandler,
    _ operation: () async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    let subscription = subscribe(handler, to: event)
    defer { subscription.cancel() }
    return try await operation()
  }
}

// MARK: - Behind the lock

extension EventBus {
  /// Returns the handlers of an emission that starts.
  @inline(__always)
  func takeHandlers(of event: EventName) -> Subscriptions.List {
    state.content.withLock { state in
      let handlers = state.subscriptions[event]
      if state.subscriptions.hasOnce { _ = state.subscriptions.takeOnce(event) }
      return handlers
    }
  }
}
