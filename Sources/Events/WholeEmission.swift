/// An emission during which nothing else happened on its bus, up to its end or up to the moment when
/// something did.
///
/// Its handlers never suspend, and have completed. Between the end of one and the start of the next
/// nothing takes time, so both happened at one time: *n* handlers have *n* + 1 times. All copies share
/// one start, which gets the ends of the handlers.
package struct WholeEmission: Sendable {
  /// The start of the emission.
  package let start: EmissionStart

  /// The times of an emission's facts, and the notes of its handlers.
  struct Progress: Sendable {
    fileprivate var startTime = Duration.zero
    fileprivate var firstSequence = 0
    fileprivate var ends = HandlerEnds()
  }

  /// Creates an emission that starts at a time; its facts have no numbers yet.
  init(_ start: EmissionStart, at time: Duration) {
    self.start = start
    start.changeProgress { $0.startTime = time }
  }

  /// Adds the end of the next handler, and returns whether it is the last one.
  func endHandler(_ note: consuming HandlerNote?, at time: Duration) -> Bool {
    let end = HandlerEnds.End(time: time, note: note)
    return start.changeProgress { progress in
      progress.ends.add(end)
      return progress.ends.count == start.handlerCount
    }
  }

  /// Numbers the facts that have happened.
  ///
  /// - Parameter last: The number of the last fact before them; afterwards of the last one of them.
  func number(after last: inout Int) {
    let first = last + 1
    last += start.changeProgress { progress in
      progress.firstSequence = first
      return 2 + 2 * progress.ends.count
    }
  }
}

/// The ends of the first handlers of an emission, in order.
private struct HandlerEnds: Sendable {
  struct End: Sendable {
    let time: Duration
    let note: HandlerNote?
  }

  private var first: End?

  /// Those behind the first one; most emissions have none, and need no array.
  private var others: [End] = []

  var count: Int { first == nil ? 0 : 1 + others.count }
  var all: [End] { (first.map { [$0] } ?? []) + others }

  mutating func add(_ end: End) {
    if first == nil { first = end } else { others.append(end) }
  }
}

extension WholeEmission {
  /// One run of a handler that completed.
  package struct HandlerResult {
    package let run: HandlerRun
    package let startTime: Duration
    package let endTime: Duration
    package let note: String?
  }

  /// The time at which it started, and with it its first handler.
  package var startTime: Duration { start.progress.startTime }

  /// The number of facts once the emission has ended.
  package var factCount: Int { 2 + 2 * start.handlerCount }

  /// The end of the emission, if it has ended.
  package var end: EmissionEnd { EmissionEnd(completed: start) }

  /// The runs of the handlers that have ended, in order.
  package var results: [HandlerResult] {
    let progress = start.progress
    var (results, time) = ([] as [HandlerResult], progress.startTime)
    for (subscription, end) in zip(start.handlers, progress.ends.all) {
      let run = HandlerRun(
        emission: start.emission,
        position: results.count + 1,
        subscription: subscription
      )
      results.append(
        HandlerResult(run: run, startTime: time, endTime: end.time, note: end.note?.text)
      )
      time = end.time
    }
    return results
  }

  /// The facts that have happened, as tracers take them one by one.
  package var records: [TraceRecord] {
    let (startTime, first) = (startTime, start.progress.firstSequence)
    var facts: [(fact: TraceFact, time: Duration)] = [(.emissionStarted(start), startTime)]
    let results = results
    for result in results {
      facts.append((.handlerStarted(result.run), result.startTime))
      facts.append((.handlerFinished(result.run, .completed, note: result.note), result.endTime))
    }
    let endTime = results.last?.endTime ?? startTime
    if results.count == start.handlerCount {
      facts.append((.emissionFinished(end), endTime))
    } else {
      let running = HandlerRun(
        emission: start.emission,
        position: results.count + 1,
        subscription: start.handlers[results.count]
      )
      facts.append((.handlerStarted(running), endTime))
    }
    return facts.enumerated().map { index, fact in
      TraceRecord(sequence: first + index, time: fact.time, fact: fact.fact)
    }
  }
}

/// A tracer that takes an emission as a whole where that is possible.
///
/// It then gets the emission at its end. If anything else happens on the bus before that, it gets
/// the facts one by one, as of all other emissions.
package protocol WholeEmissionTracer: EventTracer {
  /// Indicates whether whole emissions are useful at present; facts one by one cost less than
  /// making them of a whole emission.
  var takesWholeEmissions: Bool { get }

  /// Takes an emission that has ended, whose facts are the next ones.
  func record(_ emission: WholeEmission)
}

extension WholeEmissionTracer {
  package var takesWholeEmissions: Bool { true }

  var readiness: @Sendable () -> Bool { { self.takesWholeEmissions } }

  var recorder: @Sendable (WholeEmission) -> Void { { self.record($0) } }
}
