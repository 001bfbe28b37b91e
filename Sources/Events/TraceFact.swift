/// One fact of a trace, with its number.
public struct TraceRecord: Sendable {
  /// The fact's number on its bus: 1 for the first, and no gaps.
  public let sequence: Int

  /// What happened.
  public let fact: TraceFact
}

/// Something that happened on a bus.
///
/// Emissions and registrations are known by their numbers, both counted from 1. Positions count
/// the handlers of one emission from 1 in running order.
public enum TraceFact: Sendable {
  /// An emission started, and its handlers were fixed.
  case emissionStarted(EmissionStart)

  /// A handler was called.
  case handlerStarted(HandlerRun)

  /// A handler ended. The note is what it said through ``HandlerContext/note(_:)``.
  case handlerFinished(HandlerRun, HandlerOutcome, note: String?)

  /// All handlers of an emission have ended.
  case emissionFinished(EmissionEnd)

  /// An emission was refused, and none of its handlers ran.
  case emissionRefused(EmissionRefusal)

  /// A handler was subscribed.
  case handlerSubscribed(event: EventName, Registration)

  /// A handler was unsubscribed. Without a registration there was none to remove.
  case handlerUnsubscribed(event: EventName, EventHandler, Registration?)
}

/// How one run of a handler ended.
public enum HandlerOutcome: Sendable {
  /// It returned.
  case completed

  /// It threw an error.
  case failed(any Error)

  /// It threw a `CancellationError`.
  case cancelled

  /// A call of its own: inlined, it makes the functions that catch errors a tenth slower, whether
  /// they catch one or not.
  @inline(never)
  init(_ error: any Error) {
    self = error is CancellationError ? .cancelled : .failed(error)
  }
}

/// One run of one handler in one emission.
public struct HandlerRun: Sendable {
  /// The emission's number.
  public let emission: Int

  /// The handler's place among the handlers of the emission, from 1.
  public let position: Int

  /// The registration because of which it runs.
  public let registration: Registration
}

/// Where a nested emission comes from.
public struct EmissionParent: Sendable, Hashable {
  /// The number of the emission whose handler emitted.
  public let emission: Int

  /// That handler's position.
  public let position: Int
}

/// The start of an emission.
public struct EmissionStart: Sendable {
  /// The emission's number.
  public let emission: Int

  /// The handler that emitted it, or nil if no handler of this bus did.
  public let parent: EmissionParent?

  /// 0 outside of handlers, or else one more than the emission whose handler emitted it.
  public let depth: Int

  /// The event.
  public let event: EventName

  /// What the handlers get.
  public let data: EventData

  /// The handlers that will run, in order, whatever is subscribed or unsubscribed meanwhile.
  public let handlers: [Registration]

  init(
    _ number: Int,
    _ emission: Emission,
    on bus: EventBus,
    _ data: EventData,
    _ handlers: [Registration]
  ) {
    self.emission = number
    parent = emission.origin?.parent(on: bus)
    depth = emission.depth
    event = emission.event
    self.data = data
    self.handlers = handlers
  }
}

/// The end of an emission.
public struct EmissionEnd: Sendable {
  /// The emission's number.
  public let emission: Int

  /// The event.
  public let event: EventName

  /// How many handlers completed.
  public let completed: Int

  /// How many handlers failed.
  public let failed: Int

  /// How many handlers were cancelled.
  public let cancelled: Int

  init(emission: Int, event: EventName, report: EmissionReport) {
    self.emission = emission
    self.event = event
    completed = report.completed
    failed = report.failed.count
    cancelled = report.cancelled.count
  }
}

/// An emission that was refused because it would have been nested too deeply.
public struct EmissionRefusal: Sendable {
  /// The handler that emitted it, or nil if no handler of this bus did.
  public let parent: EmissionParent?

  /// How many emissions it would have been inside of: the events of the chain but the last.
  public let depth: Int

  /// The event.
  public let event: EventName

  /// The reason, with the chain of events that led there.
  public let error: RunawayError
}
