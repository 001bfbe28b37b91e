import Synchronization

/// The facts on their way to the tracer, in the order in which they happened.
///
/// Facts are numbered and queued under the bus's lock, and handed to the tracer outside it, one at a
/// time. An emission waits for its turn and hands over its own facts, so a slow tracer slows those
/// who emit, and the queue has at most one fact for each of them. Changes of subscriptions are
/// synchronous and cannot wait: if another fact is being handed over, they are queued, and handed
/// over right after it. That also makes a tracer that uses the bus a loop, not a recursion.
struct TraceQueue: Sendable {
  private var emissions = 0
  private var facts = 0
  private var time = TraceTime.distantPast

  /// Indicates whether a fact is being handed over.
  private var isBusy = false

  private var waiting: ArraySlice<Entry> = []

  /// The emission that runs as a whole; the next fact of anything else interrupts it.
  private var whole: WholeEmission?

  enum Entry {
    /// The fact of a change; indirect, because most often there is no entry to pass on.
    indirect case change(TraceFact, TraceTicket, Tracers)

    /// The turn of an emission that waits.
    case turn(TraceTurn)
  }

  /// Returns the number of the next emission.
  mutating func nextEmission() -> Int {
    emissions += 1
    return emissions
  }

  /// Numbers the fact of an emission.
  ///
  /// - Parameter now: The time at which it happened. Times never go back from one fact to the next.
  /// - Returns: The fact's place in the trace.
  mutating func addEmissionFact(at now: TraceTime) -> TraceTicket {
    let ticket = ticket(now, isBusy ? TraceTurn() : nil)
    if let turn = ticket.turn { waiting.append(.turn(turn)) }
    isBusy = true
    return ticket
  }

  /// Numbers the fact of a change.
  ///
  /// - Parameters:
  ///   - fact: The fact.
  ///   - now: The time at which it happened. Times never go back from one fact to the next.
  ///   - tracers: The tracers that get the facts.
  /// - Returns: The fact's place in the trace, if the caller must hand it over now.
  mutating func addChange(
    _ fact: TraceFact,
    at now: TraceTime,
    for tracers: Tracers
  ) -> TraceTicket? {
    let ticket = ticket(now, nil)
    guard isBusy else {
      isBusy = true
      return ticket
    }
    waiting.append(.change(fact, ticket, tracers))
    return nil
  }

  private mutating func ticket(_ now: TraceTime, _ turn: TraceTurn?) -> TraceTicket {
    let earlier = takeWhole()
    facts += 1
    time = time.advanced(to: now)
    return TraceTicket(sequence: facts, time: time, turn: turn, earlier: earlier)
  }

  /// Returns the entry that follows the fact that has just been handed over, if there is one.
  mutating func next() -> Entry? {
    if waiting.isEmpty {
      isBusy = false
      return nil
    }
    // An empty slice would keep the memory of the entries before it.
    defer { if waiting.isEmpty { waiting = [] } }
    return waiting.removeFirst()
  }
}

// MARK: - Whole emissions

extension TraceQueue {
  /// Indicates whether an emission can start as a whole.
  var isIdle: Bool { !isBusy && whole == nil }

  /// Starts an emission as a whole; the queue must be idle.
  mutating func open(_ start: EmissionStart, at now: TraceTime) {
    time = time.advanced(to: now)
    whole = WholeEmission(start, at: time.first)
  }

  /// Ends a handler of an emission.
  ///
  /// - Returns: Whether it is the last one; nil if the emission has been interrupted.
  mutating func endHandler(
    _ note: HandlerNote?,
    in emission: Int?,
    at now: TraceTime
  ) -> Bool? {
    guard whole?.start.emission == emission else { return nil }
    time = time.advanced(to: now)
    return whole?.endHandler(note, at: time.first)
  }

  /// Takes the emission that has ended as a whole; it must be handed over.
  mutating func close() -> WholeEmission? {
    isBusy = true
    return takeWhole()
  }

  /// Removes the emission that runs as a whole, and numbers those of its facts that have happened.
  private mutating func takeWhole() -> WholeEmission? {
    guard let whole = whole.take() else { return nil }
    whole.number(after: &facts)
    return whole
  }
}

/// The place of an emission's fact in the trace.
struct TraceTicket {
  let sequence: Int
  let time: TraceTime

  /// The turn to wait for; nil if it has come.
  let turn: TraceTurn?

  /// The emission that the fact interrupted, whose facts are handed over before this one.
  let earlier: WholeEmission?
}

/// The turn of an emission to hand a fact to the tracer.
final class TraceTurn: Sendable {
  private let state = Mutex(State.pending)

  private enum State {
    case pending
    case awaited(CheckedContinuation<Void, Never>)
    case granted
  }

  /// Creates a turn that has not come; not inlined, as `wait` is not.
  @inline(never)
  init() {}

  /// Returns once the turn has come.
  ///
  /// Not inlined: few have to wait, and the rest would pay for the space.
  @inline(never)
  func wait(isolation: isolated (any Actor)? = #isolation) async {
    await withCheckedContinuation { continuation in
      let isGranted = state.withLock { state in
        if case .granted = state { return true }
        state = .awaited(continuation)
        return false
      }
      if isGranted { continuation.resume() }
    }
  }

  /// Lets the emission go on.
  func grant() {
    let continuation: CheckedContinuation<Void, Never>? = state.withLock { state in
      defer { state = .granted }
      return if case .awaited(let continuation) = state { continuation } else { nil }
    }
    continuation?.resume()
  }
}
