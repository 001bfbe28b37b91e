public import Logging
import Synchronization

/// Connects the code where something happens with the code that wants to know, within one process.
///
/// Handlers are subscribed to events by name. Emitting an event runs its handlers one after
/// another, in the order in which they were subscribed; `emit` returns when the last one has ended.
///
/// ```swift
/// let bus = EventBus()
/// bus.subscribe(to: "invite.accepted") { data in
///   print("welcome, user", try data.required("user_id", as: Int.self))
/// }
/// await bus.emit("invite.accepted", ["user_id": 7])
/// ```
///
/// Subscribing and unsubscribing are synchronous, allowed everywhere, and done when they return.
/// The rules that hold when several things happen at once are in <doc:Concurrency>.
public final class EventBus: Sendable {
  /// The bus of an application.
  ///
  /// Its logger is made when the bus is first used: bootstrap the `LoggingSystem` before that.
  /// Tests make a bus of their own instead.
  public static let shared = EventBus()

  /// How many emissions may be inside one another; the next one inside them is refused.
  public let depthLimit: Int

  let logger: Logger

  /// What the tracer does, or nil if there is none: a function is called at less cost than a value of
  /// unknown type, which is copied first.
  let record: (@Sendable (TraceRecord) -> Void)?

  var isTraced: Bool { record != nil }

  let state: Mutex<State>

  /// What the lock guards.
  ///
  /// No code of handlers, tracers, loggers, errors or deinitializers runs while it is held.
  struct State {
    var registry = Registry()
    var trace = TraceQueue()
  }

  /// Makes a bus without handlers.
  ///
  /// - Parameters:
  ///   - logger: Where the errors of handlers go, and the emissions that are refused.
  ///   - depthLimit: How many emissions may be inside one another. `Int.max` is no limit. Has
  ///     to be at least 1.
  ///   - tracer: Who is told everything that happens on the bus.
  public convenience init(
    logger: Logger = Logger(label: "EventBus"),
    depthLimit: Int = 64,
    tracer: (any EventTracer)? = nil
  ) {
    self.init(Registry(), logger: logger, depthLimit: depthLimit, tracer: tracer)
  }

  /// Makes a bus that starts with the registrations of another; the trace starts after them.
  package convenience init(
    registrationsOf other: EventBus,
    logger: Logger,
    depthLimit: Int,
    tracer: any EventTracer
  ) {
    let registry = other.state.withLock { $0.registry }
    self.init(registry, logger: logger, depthLimit: depthLimit, tracer: tracer)
  }

  private init(
    _ registry: Registry,
    logger: Logger,
    depthLimit: Int,
    tracer: (any EventTracer)?
  ) {
    precondition(depthLimit >= 1, "a depth limit of \(depthLimit) lets no emission run")
    self.logger = logger
    self.depthLimit = depthLimit
    if let tracer {
      record = { tracer.record($0) }
    } else {
      record = nil
    }
    state = Mutex(State(registry: registry))
  }
}

// MARK: - Subscribing

extension EventBus {
  /// Subscribes a handler to an event, behind the handlers that the event has.
  ///
  /// It runs in every emission that starts after this call returns. A handler that is subscribed
  /// twice runs twice. The bus keeps the handler until it is unsubscribed.
  ///
  /// - Parameters:
  ///   - handler: The handler.
  ///   - event: The event.
  public func subscribe(_ handler: EventHandler, to event: EventName) {
    change { state in
      let registration = state.registry.add(handler, to: event)
      return .handlerSubscribed(event: event, registration)
    }
  }

  /// Removes the first registration of a handler for an event; does nothing if there is none.
  ///
  /// Emissions that have started still run it.
  ///
  /// - Parameters:
  ///   - handler: The handler that was subscribed: the same object, not one like it.
  ///   - event: The event.
  public func unsubscribe(_ handler: EventHandler, from event: EventName) {
    change { state in
      let registration = state.registry.remove(handler, from: event)
      return .handlerUnsubscribed(event: event, handler, registration)
    }
  }

  /// Changes the registry and records the change, as one step.
  ///
  /// The fact leaves the lock before it is released, and with it a handler that nobody else holds.
  private func change(_ body: (inout State) -> TraceFact) {
    let (fact, sequence) = state.withLock { state in
      let fact = body(&state)
      return (fact, isTraced ? state.trace.add(fact) : nil)
    }
    deliver(fact, as: sequence)
    withExtendedLifetime(fact) {}
  }
}

// MARK: - Introspection

extension EventBus {
  /// The events that have handlers, sorted by name.
  public var events: [EventName] {
    state.withLock { $0.registry.events }.sorted()
  }

  /// The registrations of an event in running order; none if nobody listens.
  ///
  /// - Parameter event: The event.
  /// - Returns: The registrations, the one that runs first in front.
  public func registrations(for event: EventName) -> [Registration] {
    handlers(of: event)
  }

  /// What an emission from here would do, with nothing done.
  ///
  /// - Parameter event: The event.
  /// - Returns: The handlers that would run, or why none would.
  public func plan(for event: EventName) -> EmissionPlan {
    let place = Emission.Place.current
    return EmissionPlan(
      event: event,
      depth: Emission.Place.depth(inside: place),
      registrations: registrations(for: event),
      refusal: refusal(of: event, from: place)
    )
  }
}

// MARK: - Behind the lock

extension EventBus {
  /// The handlers of an event as they are now.
  @inline(__always)
  func handlers(of event: EventName) -> [Registration] {
    state.withLock { $0.registry[event] }
  }
}
