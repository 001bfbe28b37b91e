package import Events

/// The emissions that are running, how their records make trees, and the trees of the last ones.
package struct TraceStore {
  /// How many emissions are kept, each with all that was nested in it.
  static let capacity = 1000

  /// How many bytes they may take together, about; the last one is kept in any case.
  static let budget = 16 << 20

  /// Data that comes from a command of so many bytes cannot fill that, even as arrays of digits, of
  /// which each takes twenty times as much as its text.
  package static let smallCommand = budget / capacity / 32

  /// Whether there may be data of more than that, which has to be counted; that takes its time.
  package var hasLargeData = false

  /// How many changes that come too late an emission remembers: more than anybody reads.
  static let mostChanges = 20

  /// How many handlers the nested emissions of one tree have together at most.
  static let mostNestedHandlers = 100_000

  /// How many emissions one tree has at most.
  ///
  /// The depth limit keeps a tree from growing in depth for ever, but two relays on each of two
  /// events make one that grows in breadth all but for ever.
  static let largestTree = 2000

  private var running = RunningEmissions()

  /// The emissions that have ended, and how many bytes they take.
  private var ended = RingBuffer<RecordedEmission>(capacity: capacity)
  private var weight = 0

  package init() {}

  /// The emissions that are kept, in the order in which they ended.
  package var emissions: [EmissionTrace] { ended.elements.map(\.trace) }

  /// The one of them that has ended last.
  package var last: EmissionTrace? { ended.last?.trace }

  /// How many emissions run that are not nested in others.
  package var runningCount: Int { running.all.count { $0.trace.start.parent == nil } }

  /// The emissions that run and are not nested in others.
  package var runningRoots: [EmissionTrace] {
    running.all.map(\.trace).filter { $0.start.parent == nil }
  }

  /// A handler that runs.
  package struct Leaf {
    package let handler: String
    package let event: EventName
    package let emission: Int
    package let started: Timestamp
  }

  /// The handlers that run and wait for no emission of their own.
  package var leaves: [Leaf] {
    let traces = running.all.map(\.trace)
    let parents = Set(traces.compactMap { $0.start.parent?.emission })
    return traces.filter { !parents.contains($0.start.emission) }.compactMap { emission in
      guard let run = emission.runs.last, run.ended == nil else { return nil }
      return Leaf(
        handler: run.handlerName,
        event: emission.start.event,
        emission: emission.start.emission,
        started: run.started
      )
    }
  }

  /// Enters an emission that starts.
  package mutating func begin(_ start: EmissionStart, at timestamp: Timestamp) {
    let root = start.parent.map { makeRoom(inside: $0, start.handlers.count) } ?? start.emission
    var trace = EmissionTrace(start: start, started: timestamp, root: root)
    trace.runs.reserveCapacity(start.handlers.count)
    running.add(RecordedEmission(consume trace))
  }

  /// Whether an emission has started and not ended.
  package func isRunning(_ number: Int) -> Bool { running[number] != nil }

  /// Finds the root of a tree, and counts an emission and its handlers there; nil if the tree is full,
  /// or if what the emission is nested in is left out itself.
  private func makeRoom(inside parent: EmissionParent, _ handlers: Int) -> Int? {
    guard let root = running[parent.emission]?.trace.root else { return nil }
    guard let tree = running[root], tree.trace.size < Self.largestTree,
      tree.trace.nestedHandlers + handlers <= Self.mostNestedHandlers
    else {
      running[parent.emission]?.trace.runs[parent.position - 1].omitted += 1
      return nil
    }
    tree.trace.size += 1
    tree.trace.nestedHandlers += handlers
    return root
  }

  package mutating func begin(_ run: HandlerRun, at timestamp: Timestamp) {
    running[run.emission]?.trace.runs.append(HandlerTrace(run: run, started: timestamp))
  }

  /// Closes a handler's run; returns how long it took.
  package mutating func end(
    _ run: HandlerRun,
    _ outcome: HandlerOutcome,
    note: String?,
    at timestamp: Timestamp
  ) -> Duration? {
    running[run.emission]?.trace.runs[run.position - 1].end(outcome, note: note, at: timestamp)
  }

  /// Closes an emission.
  ///
  /// A nested one becomes part of the handler that emitted it.
  ///
  /// - Returns: How long it took, and whether it is now the last one that is kept.
  package mutating func end(
    _ end: EmissionEnd,
    at timestamp: Timestamp
  ) -> (duration: Duration?, isKept: Bool) {
    guard let emission = running.remove(end.emission) else { return (nil, false) }
    emission.trace.end = end
    emission.trace.ended = timestamp
    let isKept =
      emission.trace.root != nil
      && !attach(.emission(emission.trace), to: emission.trace.start.parent)
    if isKept { keep(emission) }
    return (emission.trace.duration, isKept)
  }

  private mutating func keep(_ emission: RecordedEmission) {
    if ended.isFull { dropOldest() }
    emission.weight = hasLargeData ? emission.trace.weight : emission.usualWeight
    weight += emission.weight
    ended.append(emission)
    while weight > Self.budget, ended.count > 1 { dropOldest() }
  }

  private mutating func dropOldest() {
    weight -= ended.popFirst()?.weight ?? 0
  }

  package mutating func add(_ refusal: EmissionRefusal, at timestamp: Timestamp) {
    guard let parent = refusal.parent, makeRoom(inside: parent, 0) != nil else { return }
    _ = attach(.refusal(refusal, timestamp), to: parent)
  }

  /// Enters a change of who listens to an event, with the emissions that it comes too late for.
  package mutating func add(_ change: TraceFact, of event: EventName, at timestamp: Timestamp) {
    for emission in running.all where emission.trace.start.event == event {
      guard emission.trace.changes.count < Self.mostChanges else {
        emission.trace.omittedChanges += 1
        continue
      }
      emission.trace.changes.append((change, timestamp))
    }
  }

  /// Adds to what a handler emitted; says whether that handler's emission is still running.
  private func attach(
    _ nested: @autoclosure () -> NestedTrace,
    to parent: EmissionParent?
  ) -> Bool {
    guard let parent, let emission = running[parent.emission] else { return false }
    emission.trace.runs[parent.position - 1].nested.append(nested())
    return true
  }
}
