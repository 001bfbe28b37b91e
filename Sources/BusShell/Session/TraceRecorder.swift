import BusLanguage
import BusTrace
import EventRecording
import Events
import Synchronization

/// A recorder of everything that happens on a bus.
final class TraceRecorder: EventTracer {
  /// The number of events with which one that nobody listens to is compared.
  fileprivate static let maximumKnownEvents = 1000

  private let clock: any SessionClock
  private let start: Duration
  private let date: @Sendable () -> String?
  private let report: @Sendable (TraceNews, Diagnostic.Help?) -> Void
  private let state: Mutex<State>

  fileprivate struct State {
    var interest: TraceInterest
    var store = TraceStore()

    /// The emissions as events for other processes.
    var events: CloudEventSource

    /// The events that have, or have had, handlers.
    var knownEvents: Set<String>
    var busHasFailure = false

    /// The number of the last record, and of that up to which results have been taken.
    var last = 0
    var taken = 0

    /// The last record before the current command, and before the last command during which an
    /// emission that is not nested ended.
    var commandStart = 0
    var latestStart = 0

    /// The record with which the last emission ended that is not nested.
    var lastEnd = 0
  }

  /// Creates a recorder.
  ///
  /// - Parameters:
  ///   - clock: The clock of the session.
  ///   - knownEvents: The events that have handlers at the start.
  ///   - interest: The part of the trace that is reported.
  ///   - events: Makes the events for other processes.
  ///   - date: The time of day for those events, if they have one.
  ///   - report: Takes that part while it is recorded, and a hint if nobody listened.
  init(
    clock: any SessionClock,
    knownEvents: [EventName],
    interest: TraceInterest,
    events: CloudEventSource,
    date: @escaping @Sendable () -> String?,
    report: @escaping @Sendable (TraceNews, Diagnostic.Help?) -> Void
  ) {
    self.clock = clock
    (self.date, self.report) = (date, report)
    start = clock.elapsed
    let known = Set(knownEvents.map(\.rawValue))
    state = Mutex(State(interest: interest, events: events, knownEvents: known))
  }

  /// The time since the session began.
  var now: Duration { clock.elapsed - start }

  func record(_ record: TraceRecord) {
    let timestamp = Timestamp(sequence: record.sequence, time: record.time)
    guard let news = state.withLock({ $0.enter(record.fact, at: timestamp, date) }) else { return }
    let hint =
      if case .emission(let emission) = news { hint(for: emission) } else {
        nil as Diagnostic.Help?
      }
    report(news, hint)
  }

  /// Changes the part of the trace that is reported.
  func setInterest(_ interest: TraceInterest) {
    state.withLock { $0.interest = interest }
  }

  /// Notes that a command begins, and its number of bytes: emissions may get that much data from it.
  func beginCommand(ofSize byteCount: Int) {
    state.withLock { state in
      if byteCount > TraceStore.smallCommandSize { state.store.hasLargeData = true }
      if state.lastEnd > state.commandStart { state.latestStart = state.commandStart }
      state.commandStart = state.last
    }
  }
}

/// A part of a trace that has just become complete.
///
/// Indirect: most records of a script make nothing complete, and a small result is cheap to return.
indirect enum TraceNews {
  case record(TimedRecord)

  /// An emission that is not nested.
  case emission(EmissionTrace)

  /// An emission that did not come from another process.
  case event(CloudEvent)
}

// MARK: - Looking up

extension TraceRecorder {
  /// Indicates whether a handler failed or an emission was refused.
  var busHasFailure: Bool { state.withLock { $0.busHasFailure } }

  /// The recorded emissions that are not nested, in the order in which they ended.
  var emissions: [EmissionTrace] { state.withLock { $0.store.emissions } }

  /// The emissions that ended during the last command that brought one to an end.
  var latestEmissions: [EmissionTrace] {
    state.withLock { $0.store.emissions(endedAfter: $0.latestStart) }
  }

  /// The emissions that have ended since the current command began.
  var commandEmissions: [EmissionTrace] {
    state.withLock { state in
      state.lastEnd > state.commandStart
        ? state.store.emissions(endedAfter: state.commandStart) : []
    }
  }

  /// The running emissions that are not nested.
  var runningEmissions: [EmissionTrace] { state.withLock { $0.store.runningRoots } }

  /// The number of running emissions that are not nested.
  var runningCount: Int { state.withLock { $0.store.runningCount } }

  /// The running handlers that wait for no emission of their own, and the current time.
  var leaves: (runs: [TraceStore.Leaf], time: Duration) {
    (state.withLock { $0.store.leaves }, now)
  }

  /// Returns the handlers that have ended since the last call, in emissions that have not.
  func takeResults() -> [HandlerTrace] {
    state.withLock { state in
      defer { state.taken = state.last }
      return state.store.results(after: state.taken)
    }
  }

  /// Returns a running emission by its number; by default the last one that is not nested.
  func runningEmission(_ number: Int?) -> EmissionTrace? {
    state.withLock { state in
      let last = state.store.runningRoots.map(\.start.emission).max()
      return (number ?? last).flatMap { state.store.runningTree($0) }
    }
  }

  func emission(_ number: Int?) throws(Diagnostic) -> EmissionTrace {
    let last = state.withLock { $0.store.last }
    guard let number else {
      guard let last else {
        let isRunning = runningCount > 0
        throw Diagnostic(
          "no emission has ended yet",
          isRunning ? .hint("'wait' waits for what still runs") : nil
        )
      }
      return last
    }
    if let emission = emissions.find(number) { return emission }
    if state.withLock({ $0.store.isRunning(number) }) {
      throw Diagnostic("emission \(number) is still running", .hint("'wait' waits for it"))
    }
    let isGone = last.map { (1..<$0.start.emission).contains(number) } ?? false
    throw Diagnostic(
      "emission \(number) is \(isGone ? "no longer" : "not") recorded",
      .hint("'trace --list' lists what is")
    )
  }

  /// The events that have, or have had, handlers, in alphabetical order.
  var knownEvents: [EventName] {
    state.withLock { $0.knownEvents }.sorted().map { EventName($0) }
  }

  /// Returns a hint for an event that nobody listens to.
  func hint(for event: EventName) -> Diagnostic.Help? {
    .nearest(to: event.rawValue, among: state.withLock { $0.knownEvents }.sorted())
  }

  func hint(for emission: EmissionTrace) -> Diagnostic.Help? {
    emission.hasHandlers ? nil : hint(for: emission.start.event)
  }
}

// MARK: - Recording

extension TraceRecorder.State {
  /// Enters a fact.
  ///
  /// - Returns: The part of the trace that is of interest and complete now; nil if there is none.
  fileprivate mutating func enter(
    _ fact: TraceFact,
    at timestamp: Timestamp,
    _ date: () -> String?
  ) -> TraceNews? {
    var duration: Duration?
    var isComplete = false
    last = timestamp.sequence
    switch fact {
    case .emissionStarted(let start): store.begin(start, at: timestamp)
    case .handlerStarted(let run): store.begin(run, at: timestamp)
    case .handlerFinished(let run, let outcome, let note):
      if case .failed = outcome { busHasFailure = true }
      duration = store.end(run, outcome, note: note, at: timestamp)
    case .emissionFinished(let end):
      (duration, isComplete) = store.end(end, at: timestamp)
      if isComplete { lastEnd = timestamp.sequence }
    case .emissionRefused(let refusal):
      busHasFailure = true
      store.add(refusal, at: timestamp)
    case .handlerSubscribed(let event, _):
      store.add(fact, of: event, at: timestamp)
      if knownEvents.count < TraceRecorder.maximumKnownEvents {
        knownEvents.insert(event.rawValue)
      }
    case .handlerUnsubscribed(let event, _, let subscription):
      if subscription != nil { store.add(fact, of: event, at: timestamp) }
    }
    switch interest {
    case .nothing: return nil
    case .records:
      return .record(
        TimedRecord(
          sequence: timestamp.sequence,
          fact: fact,
          time: timestamp.time,
          duration: duration
        )
      )
    case .emissions: return isComplete ? store.last.map { .emission($0) } : nil
    case .events: return events.event(for: fact, time: date()).map { .event($0) }
    }
  }
}
