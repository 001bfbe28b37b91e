import BusLanguage
import BusTrace
import EventRecording
import Events
import Synchronization

/// A recorder of everything that happens on a bus.
final class TraceRecorder: WholeEmissionTracer {
  /// The number of events with which one that nobody listens to is compared.
  static let maximumKnownEvents = 1000

  /// The time since the session began.
  private let stopwatch: @Sendable () -> Duration
  private let date: @Sendable () -> String?

  /// Returns whether handlers are reported as soon as they have ended.
  private let isFollowed: @Sendable () -> Bool
  private let report: @Sendable (TraceNews, Diagnostic.Help?) -> Void
  private let reportRecord: @Sendable (TimedRecord) -> Void
  private let workLimit: WorkLimit?
  let state: Mutex<State>

  struct State {
    var interest: TraceInterest
    var store = TraceStore()

    /// The emissions as events for other processes.
    var events: CloudEventSource

    /// The events that have, or have had, handlers.
    var knownEvents: Set<String>
    var busHasFailure = false

    /// The number of the last record.
    var last = 0

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
  ///   - isFollowed: Returns whether handlers are reported as soon as they have ended.
  ///   - report: Takes that part while it is recorded, and a hint if nobody listened.
  ///   - reportRecord: Takes records, if they are that part.
  ///   - workLimit: Counts what is recorded; nil if that is not limited.
  init(
    clock: any SessionClock,
    knownEvents: [EventName],
    interest: TraceInterest,
    events: CloudEventSource,
    date: @escaping @Sendable () -> String?,
    isFollowed: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (TraceNews, Diagnostic.Help?) -> Void,
    reportRecord: @escaping @Sendable (TimedRecord) -> Void,
    workLimit: WorkLimit? = nil
  ) {
    self.workLimit = workLimit
    (self.date, self.isFollowed) = (date, isFollowed)
    (self.report, self.reportRecord) = (report, reportRecord)
    stopwatch = clock.stopwatch()
    let known = Set(knownEvents.map(\.rawValue))
    state = Mutex(State(interest: interest, events: events, knownEvents: known))
  }

  /// The time since the session began.
  var now: Duration { stopwatch() }

  func record(_ record: TraceRecord) {
    // The bus hands over the facts of an emission in the task that emits.
    if Task.isCancelled, let emission = record.fact.emission {
      noteCancellation(at: record.time) { $0.root(of: emission).map { [$0] } ?? [] }
    }
    let isInBackground =
      if case .emissionStarted = record.fact { Stepper.isInBackground } else { false }
    let entry = state.withLock {
      $0.enter(record.fact, isInBackground: isInBackground, at: record.time, date)
    }
    workLimit?.add(1)
    if entry.isReported {
      reportRecord(
        TimedRecord(
          sequence: entry.sequence,
          fact: .bus(record.fact),
          time: record.time,
          duration: entry.duration
        )
      )
    }
    if let news = entry.news { tell(news) }
    if case .handlerFinished(let run, _, _) = record.fact { tellResult(of: run) }
  }

  /// Reports a handler that has ended, if somebody follows what handlers do.
  private func tellResult(of run: HandlerRun) {
    guard isFollowed(), !Stepper.isInBackground else { return }
    let result: HandlerTrace? = state.withLock { state in
      if case .emissions = state.interest { state.store.result(of: run) } else { nil }
    }
    if let result { report(.result(result), nil) }
  }

  /// Indicates whether facts are of interest only once their emission has ended.
  ///
  /// A cancellation that comes between them, or has come before, is looked for at the end.
  var takesWholeEmissions: Bool {
    !isFollowed()
      && state.withLock { $0.interest == .nothing || $0.interest == .emissions }
  }

  func record(_ emission: WholeEmission) {
    let (isEntered, news) =
      Task.isCancelled ? (false, nil) : state.withLock { $0.enter(emission) }
    if isEntered { workLimit?.add(emission.factCount) }
    if let news { tell(news) }
    if !isEntered { emission.records.forEach(record) }
  }

  private func tell(_ news: TraceNews) {
    let hint =
      if case .emission(let emission) = news { hint(for: emission) } else {
        nil as Diagnostic.Help?
      }
    report(news, hint)
  }

  /// The number of the last emission that was started in the background; nil if there was none.
  var lastInBackground: Int? { state.withLock { $0.store.lastInBackground } }

  /// Notes that emissions in the background are being cancelled.
  func noteCancellation(of emissions: [Int]) {
    noteCancellation(at: now) { _ in emissions }
  }

  /// Enters that emissions which are not nested are cancelled, unless they were before.
  private func noteCancellation(at time: Duration, _ emissions: (TraceStore) -> [Int]) {
    let records = state.withLock { state in
      emissions(state.store).compactMap { state.cancel($0, at: time) }
    }
    records.forEach(reportRecord)
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
  /// A handler that has ended, while the user follows each of them.
  case result(HandlerTrace)

  /// An emission that is not nested.
  case emission(EmissionTrace)

  /// An emission that did not come from another process.
  case event(CloudEvent)
}
