public import Events
import Synchronization

/// A tracer for tests: it keeps the emissions of a bus, and waits for later ones.
///
/// Give it to the bus of a test, and then ask it which handlers ran, in which order, inside which
/// emission, and how they ended:
///
/// ```swift
/// let recorder = EventRecorder()
/// let bus = EventBus(tracer: recorder)
/// bus.subscribe(to: "invite.accepted", name: "notify") { _ in }
///
/// Task { await bus.emit("invite.accepted", ["user_id": 7]) }
///
/// let invite = try await recorder.next("invite.accepted")
/// #expect(invite.handlers == ["notify"])
/// ```
///
/// A recorder belongs to one bus. It keeps everything until it is released.
public final class EventRecorder: EventTracer {
  private let log = Mutex(RecordedLog())

  /// The calls of `next` that wait; each is woken when an emission has ended.
  private let waiting = Mutex<(count: Int, waiters: [Int: Waiter])>((0, [:]))

  private typealias Waiter = AsyncStream<Void>.Continuation

  private let time: @Sendable () -> Duration
  private let sleep: @Sendable (_ deadline: Duration) async throws -> Void

  /// Creates a recorder.
  ///
  /// - Parameter clock: The clock for durations and timeouts. With a clock that the test moves,
  ///   both are exact, and the test does not wait.
  public init(clock: some Clock<Duration> = ContinuousClock()) {
    let start = clock.now
    time = { start.duration(to: clock.now) }
    sleep = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
  }

  /// The time since the recorder was made, by its clock.
  public var now: Duration { time() }

  /// Keeps a fact, for the bus.
  public func record(_ record: TraceRecord) {
    guard log.withLock({ $0.add(record) }) else { return }
    for waiter in waiting.withLock({ Array($0.waiters.values) }) { waiter.yield() }
  }
}

// MARK: - The past

extension EventRecorder {
  /// The emissions that no handler of this bus made, in the order of their start.
  ///
  /// Emissions inside handlers are in ``RecordedHandler/emissions``.
  ///
  /// - Complexity: O(*n*) for *n* emissions and runs of handlers, as with the other questions.
  public var emissions: RecordedEmissions {
    RecordedEmissions(log.withLock { $0.roots })
  }

  /// The emissions of an event, in the order of their start, also those inside handlers.
  ///
  /// - Parameter event: The event.
  /// - Returns: The emissions; empty if there was none.
  public func emissions(of event: EventName) -> RecordedEmissions {
    RecordedEmissions(log.withLock { $0.emissions(of: event) }, in: emissions)
  }

  /// The handlers that ran, of all emissions, in the order of their start.
  public var ran: RecordedHandlers {
    let (handlers, roots) = log.withLock { ($0.handlers, $0.roots) }
    return RecordedHandlers(handlers, in: RecordedEmissions(roots))
  }
}

extension EventRecorder: CustomStringConvertible {
  /// The trees of all emissions, one below another.
  public var description: String { emissions.description }
}

// MARK: - The future

extension EventRecorder {
  /// Returns the next emission of an event: the first that has ended and was not returned before.
  ///
  /// If there is none, the call waits. The emission may therefore come before or after the call,
  /// and two calls return two emissions. Emissions inside handlers count as well.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - timeout: The longest time to wait, by the clock of the recorder.
  ///   - predicate: A condition for the emission. Emissions that do not meet it are left for other
  ///     calls.
  /// - Returns: The emission, with everything that happened inside it.
  /// - Throws: ``EventTimeout`` if no such emission ended in time, `CancellationError` if the waiting
  ///   task was cancelled, or the error of the predicate.
  public func next(
    _ event: EventName,
    within timeout: Duration = .seconds(10),
    where predicate: (RecordedEmission) throws -> Bool = { _ in true }
  ) async throws -> RecordedEmission {
    let deadline = now + timeout
    let (endings, waiter) = AsyncStream.makeStream(
      of: Void.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    let id = add(waiter)
    defer { waiting.withLock { _ = $0.waiters.removeValue(forKey: id) } }

    var seen = 0
    if let found = try take(event, &seen, where: predicate) { return found }
    let timer = Task { [sleep] in
      try await sleep(deadline)
      waiter.finish()
    }
    defer { timer.cancel() }
    for await _ in endings {
      if let found = try take(event, &seen, where: predicate) { return found }
    }
    try Task.checkCancellation()
    throw EventTimeout(event: event, timeout: timeout, recorded: emissions)
  }

  private func add(_ waiter: Waiter) -> Int {
    waiting.withLock { waiting in
      waiting.count += 1
      waiting.waiters[waiting.count] = waiter
      return waiting.count
    }
  }

  /// Takes the first emission that meets a condition, of those that ended after a number of others.
  ///
  /// No lock is held while the condition is asked.
  private func take(
    _ event: EventName,
    _ seen: inout Int,
    where predicate: (RecordedEmission) throws -> Bool
  ) throws -> RecordedEmission? {
    let (candidates, ended) = log.withLock { log in
      (log.candidates(of: event, endedAfter: seen), log.ended.count)
    }
    seen = ended
    for (index, emission) in candidates
    where try predicate(emission) && log.withLock({ $0.take(index) }) {
      return emission
    }
    return nil
  }
}
