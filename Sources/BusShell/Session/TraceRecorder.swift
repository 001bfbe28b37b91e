import BusLanguage
import BusTrace
import Events
import Synchronization
import TerminalText

/// Takes the records of a bus and prints them.
final class TraceRecorder: EventTracer {
  /// How many events are compared with one that nobody listens to.
  fileprivate static let mostKnownEvents = 1000

  private let output: any ShellOutput
  private let clock: any SessionClock
  private let start: Duration
  private let state: Mutex<State>

  fileprivate struct State {
    var renderer: any TraceRenderer
    var store = TraceStore()
    var lastChange: TraceFact?

    /// The events that somebody listens to, or has listened to.
    var knownEvents: Set<String>
    var handlerHasFailed = false
  }

  init(
    renderer: any TraceRenderer,
    output: any ShellOutput,
    clock: any SessionClock,
    knownEvents: [EventName]
  ) {
    self.output = output
    self.clock = clock
    start = clock.elapsed
    let known = Set(knownEvents.map(\.rawValue))
    state = Mutex(State(renderer: renderer, knownEvents: known))
  }

  /// Prints in another form from now on.
  func use(_ renderer: any TraceRenderer) {
    state.withLock { $0.renderer = renderer }
  }

  /// Says how many bytes a command has: so much may be emitted by it.
  func expectData(ofCommand byteCount: Int) {
    if byteCount > TraceStore.smallCommand { state.withLock { $0.store.hasLargeData = true } }
  }

  /// The last subscribing or unsubscribing.
  var lastChange: TraceFact? { state.withLock { $0.lastChange } }

  /// Whether any handler has failed.
  var handlerHasFailed: Bool { state.withLock { $0.handlerHasFailed } }

  /// The recorded emissions that were not nested in others, in the order in which they ended.
  var emissions: [EmissionTrace] { state.withLock { $0.store.emissions } }

  /// A recorded emission.
  ///
  /// - Parameter number: Its number; nil is the last one that has ended.
  /// - Returns: The emission with all that was nested in it.
  /// - Throws: A diagnostic if it is not recorded.
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
    if let emission = emissions.lazy.compactMap({ $0.find(number) }).first { return emission }
    if state.withLock({ $0.store.isRunning(number) }) {
      throw Diagnostic("emission \(number) is still running", .hint("'wait' waits for it"))
    }
    let isGone = last.map { (1..<$0.start.emission).contains(number) } ?? false
    throw Diagnostic(
      "emission \(number) is \(isGone ? "no longer" : "not") recorded",
      .hint("'trace --list' lists what is")
    )
  }

  /// The events that somebody listens to, or has listened to, in alphabetical order.
  var knownEvents: [EventName] {
    state.withLock { $0.knownEvents }.sorted().map { EventName($0) }
  }

  /// What may have been meant by an event that nobody listens to.
  func hint(for event: EventName) -> Diagnostic.Help? {
    .nearest(to: event.rawValue, among: state.withLock { $0.knownEvents }.sorted())
  }

  /// What may have been meant by the event of an emission, if nobody listened.
  func hint(for emission: EmissionTrace) -> Diagnostic.Help? {
    emission.start.handlers.isEmpty ? hint(for: emission.start.event) : nil
  }

  /// The emissions that run and are not nested in others.
  var runningEmissions: [EmissionTrace] { state.withLock { $0.store.runningRoots } }

  /// How many emissions run that are not nested in others.
  var runningCount: Int { state.withLock { $0.store.runningCount } }

  /// The handlers that run and have emitted nothing that still runs, and the time.
  var leaves: (runs: [TraceStore.Leaf], time: Duration) {
    (state.withLock { $0.store.leaves }, clock.elapsed - start)
  }

  func record(_ record: TraceRecord) {
    let timestamp = Timestamp(sequence: record.sequence, time: clock.elapsed - start)
    guard let news = state.withLock({ $0.enter(record.fact, at: timestamp) }) else { return }
    if let text = text(of: news) { output.write(text) }
  }

  private func text(of news: News) -> String? {
    switch news {
    case .record(let record, let renderer): renderer.text(of: record)
    case .emission(let emission, let renderer): renderer.text(of: emission, hint(for: emission))
    }
  }
}

/// What is to be shown because of a record, and in which form.
///
/// Indirect: most records of a script show nothing, and nothing is small to hand back.
private indirect enum News {
  case record(TimedRecord, any TraceRenderer)
  case emission(EmissionTrace, any TraceRenderer)
}

extension TraceRecorder.State {
  /// Enters a record.
  ///
  /// - Returns: What is to be shown because of it; an emission only once it is complete, and if
  ///   nothing contains it.
  fileprivate mutating func enter(_ fact: TraceFact, at timestamp: Timestamp) -> News? {
    var duration: Duration?
    var isComplete = false
    switch fact {
    case .emissionStarted(let start): store.begin(start, at: timestamp)
    case .handlerStarted(let run): store.begin(run, at: timestamp)
    case .handlerFinished(let run, let outcome, let note):
      if case .failed = outcome { handlerHasFailed = true }
      duration = store.end(run, outcome, note: note, at: timestamp)
    case .emissionFinished(let end): (duration, isComplete) = store.end(end, at: timestamp)
    case .emissionRefused(let refusal): store.add(refusal, at: timestamp)
    case .handlerSubscribed(let event, _):
      lastChange = fact
      store.add(fact, of: event, at: timestamp)
      if knownEvents.count < TraceRecorder.mostKnownEvents {
        knownEvents.insert(event.rawValue)
      }
    case .handlerUnsubscribed(let event, _, let subscription):
      lastChange = fact
      if subscription != nil { store.add(fact, of: event, at: timestamp) }
    }
    if renderer.showsRecords {
      let timed = TimedRecord(
        sequence: timestamp.sequence,
        fact: fact,
        time: timestamp.time,
        duration: duration
      )
      return .record(timed, renderer)
    }
    guard isComplete, renderer.showsEmissions, let emission = store.last else { return nil }
    return .emission(emission, renderer)
  }
}
