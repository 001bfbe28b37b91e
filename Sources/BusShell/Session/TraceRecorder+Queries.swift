import BusLanguage
import BusTrace
import Events
import Synchronization

// Queries for recorded emissions.

extension TraceRecorder {
  /// Indicates whether a handler failed or an emission was refused.
  var busHasFailure: Bool { state.withLock { $0.busHasFailure } }

  /// The recorded emissions that are not nested, in the order in which they ended.
  var emissions: [EmissionTrace] { state.withLock { $0.store.emissions } }

  /// The number of the last emission that is recorded and not nested; 0 if there is none.
  var lastEmissionNumber: Int {
    state.withLock { state in
      (state.store.emissions + state.store.runningRoots).map(\.start.emission).max() ?? 0
    }
  }

  /// The emissions that ended during the last command in which any ended.
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
          isRunning ? .hint("'wait' waits for the running ones") : nil
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
      .hint("'trace --list' lists the recorded ones")
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
