import Events

/// The starts of what runs, to know its duration at the end.
struct RecordedDurations {
  private var running: [Int: Starts] = [:]

  private struct Starts {
    let emission: Duration

    /// The start of the handler that runs, or that ran last.
    var handler: Duration
  }

  /// Enters a fact, and returns the duration of the emission or handler that ended.
  mutating func enter(_ fact: TraceFact, at time: Duration) -> Duration? {
    switch fact {
    case .emissionStarted(let start):
      running[start.emission] = Starts(emission: time, handler: time)
      return nil
    case .handlerStarted(let run):
      running[run.emission]?.handler = time
      return nil
    case .handlerFinished(let run, _, _):
      return running[run.emission].map { time - $0.handler }
    case .emissionFinished(let end):
      return running.removeValue(forKey: end.emission).map { time - $0.emission }
    case .emissionRefused, .handlerSubscribed, .handlerUnsubscribed: return nil
    }
  }
}
