package import EventRecording
package import Events

/// The running emissions, and the trees of the last ones that ended.
package struct TraceStore {
  /// The number of emissions that are kept, each with everything nested in it.
  package static let capacity = 1000

  /// The approximate memory for all of them, in bytes; the last one is kept in any case.
  static let budget = 16 << 20

  /// The size in bytes of a command whose data cannot exceed the memory, even as an array of
  /// digits, each of which takes twenty times as much as its text.
  package static let smallCommandSize = budget / capacity / 32

  /// Indicates whether there may be larger data, so that memory must be counted, which takes time.
  package var hasLargeData = false

  private var running = RunningEmissions()

  /// The number of the last emission that a command started in the background.
  package private(set) var lastInBackground: Int?

  /// The emissions that have ended, and their memory in bytes.
  private var ended = RingBuffer<KeptEmission>(capacity: capacity)
  private var weight = 0

  package init() {}

  /// The kept emissions, in the order in which they ended.
  package var emissions: [EmissionTrace] { ended.elements.map(\.trace) }

  /// Returns the kept emissions that ended after a record.
  package func emissions(endedAfter sequence: Int) -> [EmissionTrace] {
    ended.suffix { $0.lastSequence > sequence }.map(\.trace)
  }

  /// The kept emission that ended last.
  package var last: EmissionTrace? { ended.last?.trace }

  /// The number of running emissions that are not nested.
  package var runningCount: Int { running.all.count { $0.trace.start.parent == nil } }

  /// The running emissions that are not nested.
  package var runningRoots: [EmissionTrace] {
    running.all.map(\.trace).filter { $0.start.parent == nil }
  }

  /// Returns a running emission, with what runs inside of it, by its number.
  package func runningTree(_ number: Int) -> EmissionTrace? {
    guard var emission = running[number]?.trace else { return nil }
    for inner in running.all.map(\.trace.start) where inner.parent?.emission == number {
      guard let parent = inner.parent, let nested = runningTree(inner.emission) else { continue }
      emission.runs[parent.position - 1].nested.append(.emission(nested))
    }
    return emission
  }

  /// Returns a run of a handler in an emission that is running.
  package func result(of run: HandlerRun) -> HandlerTrace? {
    running[run.emission]?.trace.runs[run.position - 1]
  }

  /// A running handler.
  package struct Leaf {
    package let handler: String
    package let event: EventName
    package let emission: Int
    package let started: Timestamp
  }

  /// The running handlers that wait for no emission of their own.
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

  /// Enters the start of an emission.
  package mutating func begin(
    _ start: EmissionStart,
    isInBackground: Bool,
    at timestamp: Timestamp
  ) {
    let root = start.parent.map { makeRoom(inside: $0, start.handlerCount) } ?? start.emission
    var trace = EmissionTrace(start: start, started: timestamp, root: root)
    trace.runs.reserveCapacity(start.handlerCount)
    if isInBackground, start.parent == nil { lastInBackground = start.emission }
    running.add(RecordedEmission(consume trace))
  }

  /// Returns the emission at the root of the tree in which another one runs.
  package func root(of number: Int) -> Int? {
    var root = running[number]
    while let parent = root?.trace.start.parent, let outer = running[parent.emission] {
      root = outer
    }
    return root?.number
  }

  /// Enters the cancellation of an emission that is not nested.
  ///
  /// - Returns: The fact; nil if it was cancelled before, or does not run.
  package mutating func cancel(_ number: Int, at timestamp: Timestamp) -> SessionFact? {
    guard let emission = running[number], emission.trace.cancelled == nil else { return nil }
    emission.trace.cancelled = timestamp
    return emission.trace.cancellation
  }

  /// Returns whether an emission has started and not ended.
  package func isRunning(_ number: Int) -> Bool { running[number] != nil }

  /// Counts an emission and its handlers in the tree, and returns the root; nil if the tree is
  /// full, or if the parent has ended or was itself left out.
  private func makeRoom(inside parent: EmissionParent, _ handlers: Int) -> Int? {
    guard let root = running[parent.emission]?.trace.root else { return nil }
    guard let tree = running[root], tree.trace.size < TreeLimits.emissions,
      tree.trace.nestedHandlers + handlers <= TreeLimits.nestedHandlers
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

  /// Ends the run of a handler, and returns its duration.
  package mutating func end(
    _ run: HandlerRun,
    _ outcome: HandlerOutcome,
    note: String?,
    at timestamp: Timestamp
  ) -> Duration? {
    running[run.emission]?.trace.runs[run.position - 1].end(outcome, note: note, at: timestamp)
  }

  /// Ends an emission.
  ///
  /// A nested emission becomes part of the handler that made it.
  ///
  /// - Returns: The duration, and whether the emission is now the last one that is kept.
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
    if isKept { keep(.tree(emission)) }
    return (emission.trace.duration, isKept)
  }

  /// Enters an emission that is not nested, with all of its facts, by the number of the first one.
  package mutating func add(_ emission: WholeEmission, first: Int) {
    keep(.whole(emission, first: first))
  }

  private mutating func keep(_ content: KeptEmission.Content) {
    if ended.isFull { dropOldest() }
    let emission = KeptEmission(content, hasLargeData: hasLargeData)
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

  /// Enters a change of an event's subscriptions into the emissions for which it is too late.
  package mutating func add(_ change: TraceFact, of event: EventName, at timestamp: Timestamp) {
    for emission in running.all where emission.trace.start.event == event {
      guard emission.trace.changes.count < TreeLimits.changes else {
        emission.trace.omittedChanges += 1
        continue
      }
      emission.trace.changes.append((change, timestamp))
    }
  }

  /// Adds to the emissions of a handler, and returns whether the handler's own emission still runs.
  private func attach(
    _ nested: @autoclosure () -> NestedTrace,
    to parent: EmissionParent?
  ) -> Bool {
    guard let parent, let emission = running[parent.emission] else { return false }
    emission.trace.runs[parent.position - 1].nested.append(nested())
    return true
  }
}
