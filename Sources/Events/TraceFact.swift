/// A numbered fact of a trace.
public struct TraceRecord: Sendable {
  /// The number of the fact on its bus: 1 for the first, without gaps.
  public let sequence: Int

  /// The time at which the fact happened, by ``EventTracer/now``.
  ///
  /// It never decreases from one record to the next.
  public let time: Duration

  /// The fact.
  public let fact: TraceFact
}

/// A fact: something that happened on a bus.
///
/// Emissions and subscriptions have numbers, both counted from 1. Positions number the handlers of
/// one emission from 1, in running order.
///
/// Later versions may add facts: a `switch` over them needs a `default`.
public enum TraceFact: Sendable {
  /// An emission started, and its handlers were fixed.
  case emissionStarted(EmissionStart)

  /// A handler was called.
  case handlerStarted(HandlerRun)

  /// A handler ended. The note is the one that it left with ``HandlerContext/note(_:)``.
  case handlerFinished(HandlerRun, HandlerOutcome, note: String?)

  /// All handlers of an emission have ended.
  case emissionFinished(EmissionEnd)

  /// An emission was refused, and none of its handlers ran.
  case emissionRefused(EmissionRefusal)

  /// A handler was subscribed.
  case handlerSubscribed(event: EventName, Subscription)

  /// A handler was unsubscribed; the subscription is nil if there was none to remove.
  case handlerUnsubscribed(event: EventName, EventHandler, Subscription?)
}

/// The outcome of one run of a handler.
///
/// Later versions may add outcomes: a `switch` over them needs a `default`.
public enum HandlerOutcome: Sendable {
  /// The handler returned.
  case completed

  /// The handler threw an error.
  case failed(any Error)

  /// The handler threw a `CancellationError` because the emitting task is cancelled.
  case cancelled

  /// The handler was left out: an ``Interceptor`` did not call it.
  case skipped

  /// The outcome of a handler that threw in the emitting task.
  ///
  /// A handler that was not cancelled can throw a `CancellationError` too, for example one of a
  /// subtask that it cancelled: that is a failure.
  ///
  /// Not inlined: inlining makes the functions that catch errors a tenth slower, whether they catch
  /// one or not.
  @inline(never)
  init(_ error: any Error) {
    self =
      switch error {
      case is CancellationError where Task.isCancelled: .cancelled
      default: .failed(error)
      }
  }
}

/// A run of a handler in an emission.
public struct HandlerRun: Sendable {
  /// The number of the emission.
  public let emission: Int

  /// The position of the handler among the handlers of the emission, from 1.
  public let position: Int

  /// The subscription that makes the handler run.
  public let subscription: Subscription

  /// The event that is handled.
  public var event: EventName { subscription.event }
}

/// The origin of a nested emission.
public struct EmissionParent: Sendable, Hashable {
  /// The number of the emission whose handler emitted.
  public let emission: Int

  /// The position of that handler.
  public let position: Int
}

/// The start of an emission.
public struct EmissionStart: Sendable {
  /// The number of the emission.
  public let emission: Int

  /// The handler that emitted it; nil if no handler of this bus did.
  public let parent: EmissionParent?

  /// The nesting depth: 0 outside handlers, otherwise one more than that of the emission whose
  /// handler emitted it.
  public let depth: Int

  /// The event.
  public let event: EventName

  /// The data for the handlers.
  public let data: EventData

  /// The handlers that will run, in order, whatever is subscribed or unsubscribed in the meantime.
  ///
  /// - Complexity: O(*n*) for *n* handlers: the list is made when it is read.
  public var handlers: [Subscription] { list.subscriptions(to: event, on: bus) }

  /// The number of handlers that will run.
  public let handlerCount: Int

  private let list: Subscriptions.List
  private let bus: BusReference

  /// Returns whether the emission is on a bus.
  package func isOn(_ bus: EventBus) -> Bool { self.bus === bus.state.reference }

  init(
    _ emission: Emission,
    inside parent: EmissionParent?,
    _ data: EventData,
    _ list: Subscriptions.List,
    on bus: BusReference
  ) {
    self.emission = emission.number ?? 0
    self.parent = parent
    depth = emission.depth
    event = emission.event
    self.data = data
    handlerCount = list.count
    self.list = list
    self.bus = bus
  }

  /// Creates the start of a recorded emission, whose handlers belong to no bus.
  ///
  /// The number of handlers is larger than the number of known handlers if some had not started at
  /// the end of the recording.
  package init(
    recorded emission: Int,
    inside parent: EmissionParent?,
    depth: Int,
    _ event: EventName,
    _ data: EventData,
    _ handlers: [Subscription],
    handlerCount: Int
  ) {
    self.emission = emission
    self.parent = parent
    self.depth = depth
    self.event = event
    self.data = data
    self.handlerCount = handlerCount
    list = Subscriptions.List(
      handlers.map { Subscriptions.Entry(id: $0.id, handler: $0.handler) }
    )
    bus = BusReference()
  }
}

/// The end of an emission.
public struct EmissionEnd: Sendable {
  /// The number of the emission.
  public let emission: Int

  /// The event.
  public let event: EventName

  /// The number of handlers that completed.
  public let completed: Int

  /// The number of handlers that failed.
  public let failed: Int

  /// The number of handlers that were cancelled.
  public let cancelled: Int

  /// The number of handlers that were skipped.
  public let skipped: Int

  /// Creates the end of an emission whose handlers have all completed.
  init(completed start: EmissionStart) {
    (emission, event, completed) = (start.emission, start.event, start.handlerCount)
    (failed, cancelled, skipped) = (0, 0, 0)
  }

  init(_ emission: Emission, _ report: EmissionReport) {
    self.emission = emission.number ?? 0
    event = emission.event
    completed = report.completed
    (failed, cancelled, skipped) = report.exceptionCounts
  }
}

/// An emission that was refused because it would have been nested too deeply.
public struct EmissionRefusal: Sendable {
  /// The handler that emitted it; nil if no handler of this bus did.
  public let parent: EmissionParent?

  /// The number of emissions that it would have been nested in: the length of the chain, less one.
  public let depth: Int

  /// The event.
  public let event: EventName

  /// The reason, with the chain of events that led there.
  public let error: RunawayError
}
