import EventBus

/// One emission, put together from its records.
struct EmissionTrace: Sendable {
  let start: EmissionStart

  /// What may have been meant, if nobody listens.
  let hint: Diagnostic.Help?

  var runs: [HandlerTrace] = []
  var end: EmissionEnd?
}

/// One run of a handler, and what was emitted by it.
struct HandlerTrace: Sendable {
  let run: HandlerRun
  var outcome: HandlerOutcome?
  var note: String?
  var nested: [NestedTrace] = []
}

/// What a handler emitted.
enum NestedTrace: Sendable {
  case emission(EmissionTrace)
  case refusal(EmissionRefusal)
}

/// The emissions that are running, and how their records make trees.
struct TraceBook: Sendable {
  private var running: [Int: EmissionTrace] = [:]

  /// Enters an emission that starts.
  mutating func begin(_ start: EmissionStart, hint: Diagnostic.Help?) {
    running[start.emission] = EmissionTrace(start: start, hint: hint)
  }

  mutating func begin(_ run: HandlerRun) {
    running[run.emission]?.runs.append(HandlerTrace(run: run))
  }

  mutating func end(_ run: HandlerRun, _ outcome: HandlerOutcome, note: String?) {
    let index = run.position - 1
    running[run.emission]?.runs[index].outcome = outcome
    running[run.emission]?.runs[index].note = note
  }

  /// Closes an emission.
  ///
  /// A nested one becomes part of the handler that emitted it.
  ///
  /// - Returns: The emission, unless it has become part of another one.
  mutating func end(_ end: EmissionEnd) -> EmissionTrace? {
    guard var emission = running.removeValue(forKey: end.emission) else { return nil }
    emission.end = end
    return attach(.emission(emission), to: emission.start.parent) ? nil : emission
  }

  mutating func add(_ refusal: EmissionRefusal) {
    _ = attach(.refusal(refusal), to: refusal.parent)
  }

  /// Adds to what a handler emitted; says whether that handler's emission is still running.
  private mutating func attach(_ nested: NestedTrace, to parent: EmissionParent?) -> Bool {
    guard let parent, running[parent.emission] != nil else { return false }
    running[parent.emission]?.runs[parent.position - 1].nested.append(nested)
    return true
  }
}
