/// An emission during which nothing else happened on its bus, up to its end or up to the moment when
/// something did.
///
/// Its handlers never suspend, and have completed. Between the end of one and the start of the next
/// nothing takes time, so both happened at one time: *n* handlers have *n* + 1 times.
package final class WholeEmission: Sendable {
  /// The start of the emission.
  package let start: EmissionStart

  /// The time at which it started, and with it its first handler.
  package let startTime: Duration

  /// The number of the fact that it started; those of its other facts follow without gaps.
  package let firstSequence: Int

  private let ends: HandlerEnds

  fileprivate init(_ open: consuming OpenEmission, firstSequence: Int) {
    (start, startTime, ends) = (open.start, open.startTime, open.ends)
    self.firstSequence = firstSequence
  }
}

/// A whole emission that runs; its facts have no numbers yet.
struct OpenEmission: Sendable {
  let start: EmissionStart
  fileprivate let startTime: Duration
  fileprivate var ends = HandlerEnds()

  init(_ start: EmissionStart, at time: Duration) {
    (self.start, startTime) = (start, time)
  }

  /// Adds the end of the next handler, and returns whether it is the last one.
  mutating func endHandler(_ note: HandlerNote?, at time: Duration) -> Bool {
    ends.add(HandlerEnds.End(time: time, note: note))
    return ends.count == start.handlerCount
  }

  /// Numbers the facts that have happened, and returns them.
  ///
  /// - Parameter last: The number of the last fact before them; afterwards of the last one of them.
  /// - Returns: The emission with the facts up to now.
  consuming func numbered(after last: inout Int) -> WholeEmission {
    let first = last + 1
    last += 2 + 2 * ends.count
    return WholeEmission(self, firstSequence: first)
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
  package struct Run {
    package let run: HandlerRun
    package let startTime: Duration
    package let endTime: Duration
    package let note: String?
  }

  /// The number of facts once the emission has ended.
  package var factCount: Int { 2 + 2 * ends.count }

  /// The end of the emission, if it has ended.
  package var end: EmissionEnd { EmissionEnd(completed: start) }

  /// The runs of the handlers that have ended, in order.
  package var runs: [Run] {
    var (runs, time) = ([] as [Run], startTime)
    for (subscription, end) in zip(start.handlers, ends.all) {
      let run = HandlerRun(
        emission: start.emission,
        position: runs.count + 1,
        subscription: subscription
      )
      runs.append(Run(run: run, startTime: time, endTime: end.time, note: end.note?.text))
      time = end.time
    }
    return runs
  }

  /// The facts that have happened, as tracers take them one by one.
  package var records: [TraceRecord] {
    var facts: [(fact: TraceFact, time: Duration)] = [(.emissionStarted(start), startTime)]
    let runs = runs
    for run in runs {
      facts.append((.handlerStarted(run.run), run.startTime))
      facts.append((.handlerFinished(run.run, .completed, note: run.note), run.endTime))
    }
    let endTime = runs.last?.endTime ?? startTime
    if runs.count == start.handlerCount {
      facts.append((.emissionFinished(end), endTime))
    } else {
      let running = HandlerRun(
        emission: start.emission,
        position: runs.count + 1,
        subscription: start.handlers[runs.count]
      )
      facts.append((.handlerStarted(running), endTime))
    }
    return facts.enumerated().map { index, fact in
      TraceRecord(sequence: firstSequence + index, time: fact.time, fact: fact.fact)
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
