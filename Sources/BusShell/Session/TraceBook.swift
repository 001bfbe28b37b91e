import EventBus

/// One emission, put together from its records.
struct EmissionTrace: Sendable {
  let start: EmissionStart

  let started: Moment

  /// What may have been meant, if nobody listens.
  let hint: Diagnostic.Help?

  var runs: [HandlerTrace] = []

  /// What was subscribed to the event and unsubscribed from it while the emission ran.
  var changes: [(fact: TraceFact, moment: Moment)] = []

  var end: EmissionEnd?
  var ended: Moment?

  /// The number of the emission at the root of its tree; nil if there is no room in the tree.
  fileprivate let root: Int?

  /// How many emissions the tree has, if this one is its root.
  fileprivate var size = 1
}

/// One run of a handler, and what was emitted by it.
struct HandlerTrace: Sendable {
  let run: HandlerRun
  let started: Moment
  var ended: Moment?
  var outcome: HandlerOutcome?
  var note: String?
  var nested: [NestedTrace] = []

  /// How many emissions, with all that was nested in them, are missing because the tree is full.
  fileprivate(set) var omitted = 0
}

extension EmissionTrace {
  var duration: Duration? { ended.map { $0.time - started.time } }

  /// This emission or one that was nested in it, by its number.
  func find(_ number: Int) -> EmissionTrace? {
    first { $0.start.emission == number }
  }

  /// The first that fulfils a condition, of this emission and those that were nested in it.
  func first(where condition: (EmissionTrace) -> Bool) -> EmissionTrace? {
    if condition(self) { return self }
    for nested in runs.lazy.flatMap(\.nested) {
      guard case .emission(let emission) = nested else { continue }
      if let found = emission.first(where: condition) { return found }
    }
    return nil
  }
}

extension HandlerTrace {
  var duration: Duration? { ended.map { $0.time - started.time } }

  /// Closes the run; returns how long it took.
  fileprivate mutating func end(
    _ outcome: HandlerOutcome,
    note: String?,
    at moment: Moment
  ) -> Duration {
    self.outcome = outcome
    self.note = note
    ended = moment
    return moment.time - started.time
  }
}

/// An emission that runs: one object, so that what is added to it is added in place.
private final class RunningEmission {
  var trace: EmissionTrace

  init(_ trace: EmissionTrace) {
    self.trace = trace
  }
}

/// What a handler emitted.
enum NestedTrace: Sendable {
  case emission(EmissionTrace)
  case refusal(EmissionRefusal, Moment)
}

/// The emissions that are running, how their records make trees, and the trees of the last ones.
struct TraceBook {
  /// How many emissions are kept, each with all that was nested in it.
  static let capacity = 1000

  /// How many emissions one tree has at most.
  ///
  /// The depth limit keeps a tree from growing in depth for ever, but two relays on each of two
  /// events make one that grows in breadth all but for ever.
  static let largestTree = 2000

  private var running: [Int: RunningEmission] = [:]

  /// The emissions that have ended; from `oldest` on a ring.
  private var ended: [EmissionTrace] = []
  private var oldest = 0

  /// The emissions that are kept, in the order in which they ended.
  var emissions: [EmissionTrace] { Array(ended[oldest...] + ended[..<oldest]) }

  /// How many emissions run that are not nested in others.
  var runningCount: Int { running.values.count { $0.trace.start.parent == nil } }

  /// The emissions that run and are not nested in others.
  var runningRoots: [EmissionTrace] {
    running.values.map(\.trace).filter { $0.start.parent == nil }
  }

  /// A handler that runs.
  struct Leaf {
    let handler: String
    let event: EventName
    let emission: Int
    let started: Moment
  }

  /// The handlers that run and wait for no emission of their own.
  var leaves: [Leaf] {
    let traces = running.values.map(\.trace)
    let parents = Set(traces.compactMap { $0.start.parent?.emission })
    return traces.filter { !parents.contains($0.start.emission) }.compactMap { emission in
      guard let run = emission.runs.last, run.ended == nil else { return nil }
      return Leaf(
        handler: run.run.registration.handler.name,
        event: emission.start.event,
        emission: emission.start.emission,
        started: run.started
      )
    }
  }

  /// Enters an emission that starts.
  mutating func begin(_ start: EmissionStart, at moment: Moment, hint: Diagnostic.Help?) {
    let root = start.parent.map { makeRoom(inside: $0) } ?? start.emission
    var trace = EmissionTrace(start: start, started: moment, hint: hint, root: root)
    trace.runs.reserveCapacity(start.handlers.count)
    running[start.emission] = RunningEmission(trace)
  }

  /// Whether an emission has started and not ended.
  func isRunning(_ number: Int) -> Bool { running[number] != nil }

  /// Finds the root of a tree and counts an emission there; nil if the tree is full, or if what
  /// the emission is nested in is left out itself.
  private mutating func makeRoom(inside parent: EmissionParent) -> Int? {
    guard let root = running[parent.emission]?.trace.root else { return nil }
    guard let tree = running[root], tree.trace.size < Self.largestTree else {
      running[parent.emission]?.trace.runs[parent.position - 1].omitted += 1
      return nil
    }
    tree.trace.size += 1
    return root
  }

  mutating func begin(_ run: HandlerRun, at moment: Moment) {
    running[run.emission]?.trace.runs.append(HandlerTrace(run: run, started: moment))
  }

  /// Closes a handler's run; returns how long it took.
  mutating func end(
    _ run: HandlerRun,
    _ outcome: HandlerOutcome,
    note: String?,
    at moment: Moment
  ) -> Duration? {
    running[run.emission]?.trace.runs[run.position - 1].end(outcome, note: note, at: moment)
  }

  /// Closes an emission.
  ///
  /// A nested one becomes part of the handler that emitted it.
  ///
  /// - Returns: How long it took, and the emission, unless it has become part of another one.
  mutating func end(
    _ end: EmissionEnd,
    at moment: Moment
  ) -> (duration: Duration?, completed: EmissionTrace?) {
    guard var emission = running.removeValue(forKey: end.emission)?.trace else { return (nil, nil) }
    emission.end = end
    emission.ended = moment
    guard emission.root != nil, !attach(.emission(emission), to: emission.start.parent) else {
      return (emission.duration, nil)
    }
    keep(emission)
    return (emission.duration, emission)
  }

  private mutating func keep(_ emission: EmissionTrace) {
    guard ended.count == Self.capacity else {
      ended.append(emission)
      return
    }
    ended[oldest] = emission
    oldest = (oldest + 1) % Self.capacity
  }

  mutating func add(_ refusal: EmissionRefusal, at moment: Moment) {
    guard let parent = refusal.parent, makeRoom(inside: parent) != nil else { return }
    _ = attach(.refusal(refusal, moment), to: parent)
  }

  /// Enters a change of who listens to an event, with the emissions that it comes too late for.
  mutating func add(_ change: TraceFact, of event: EventName, at moment: Moment) {
    for emission in running.values where emission.trace.start.event == event {
      emission.trace.changes.append((change, moment))
    }
  }

  /// Adds to what a handler emitted; says whether that handler's emission is still running.
  private mutating func attach(_ nested: NestedTrace, to parent: EmissionParent?) -> Bool {
    guard let parent, let emission = running[parent.emission] else { return false }
    emission.trace.runs[parent.position - 1].nested.append(nested)
    return true
  }
}
