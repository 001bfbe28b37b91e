import BusTrace
import EventRecording
import Events

// Entering facts and whole emissions.

extension TraceRecorder.State {
  /// Enters an emission with all of its facts, unless they are of interest one by one, or it is
  /// nested.
  ///
  /// - Returns: Whether it is entered, and the part of the trace that is of interest.
  mutating func enter(_ emission: WholeEmission) -> (isEntered: Bool, TraceNews?) {
    guard interest == .nothing || interest == .emissions, emission.start.parent == nil else {
      return (false, nil)
    }
    store.add(emission, first: last + 1)
    last += emission.factCount
    lastEnd = last
    return (true, interest == .emissions ? store.last.map { .emission($0) } : nil)
  }

  /// A fact that has been entered.
  struct Entry {
    let sequence: Int

    /// The duration of the emission or handler that it ends.
    let duration: Duration?

    /// Indicates whether the record itself is of interest.
    let isReported: Bool

    /// The part of the trace that is of interest and complete now; nil if there is none.
    let news: TraceNews?
  }

  /// Enters a fact.
  mutating func enter(
    _ fact: TraceFact,
    isInBackground: Bool,
    at time: Duration,
    _ date: () -> String?
  ) -> Entry {
    var duration: Duration?
    var isComplete = false
    // Not the number on the bus, which does not learn of cancellations.
    last += 1
    let timestamp = Timestamp(sequence: last, time: time)
    switch fact {
    case .emissionStarted(let start):
      store.begin(start, isInBackground: isInBackground, at: timestamp)
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
    let news: TraceNews? =
      switch interest {
      case .nothing, .records: nil
      case .emissions: isComplete ? store.last.map { .emission($0) } : nil
      case .events: events.event(for: fact, time: date()).map { .event($0) }
      }
    return Entry(
      sequence: timestamp.sequence,
      duration: duration,
      isReported: interest == .records,
      news: news
    )
  }

  /// Enters the cancellation of an emission that is not nested.
  ///
  /// - Returns: The record if it is of interest; nil otherwise, or if it was cancelled before.
  mutating func cancel(_ emission: Int, at time: Duration) -> TimedRecord? {
    let timestamp = Timestamp(sequence: last + 1, time: time)
    guard let fact = store.cancel(emission, at: timestamp) else { return nil }
    last = timestamp.sequence
    guard case .records = interest else { return nil }
    return TimedRecord(sequence: last, fact: fact, time: time, duration: nil)
  }
}
