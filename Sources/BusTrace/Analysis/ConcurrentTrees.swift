import BusLanguage
import EventRecording
import Events

/// The emissions of a recording by their numbers, each with the root of its tree.
struct ConcurrentTrees {
  private var roots: [Int: Int] = [:]
  private var emissions: [Int: (trace: EmissionTrace, labels: HandlerLabels)] = [:]

  /// Indicates whether the times of the records are known.
  private let isTimed: Bool

  init(of recording: Recording) {
    isTimed = recording.emissions.allSatisfy(\.isTimed)
    for root in recording.emissions {
      for emission in root.withNested {
        roots[emission.start.emission] = root.start.emission
        emissions[emission.start.emission] = (emission, HandlerLabels(of: emission))
      }
    }
  }

  func root(of emission: Int) -> Int? { roots[emission] }

  func title(of emission: Int) -> String { emissions[emission]?.trace.title ?? "" }

  /// Returns the name of a handler.
  func name(of leaf: Leaf) -> String {
    guard let (trace, labels) = emissions[leaf.emission] else { return "" }
    return labels.label(of: trace.runs[leaf.position - 1])
  }

  /// Returns the name of a handler and its emission.
  func label(of leaf: Leaf) -> String { "\(name(of: leaf)) of \(title(of: leaf.emission))" }
}

// MARK: - Steps

extension ConcurrentTrees {
  /// A handler that waits for no emission of its own.
  struct Leaf: Hashable {
    let emission: Int
    let position: Int

    /// The end of its sleep, if it is a handler that sleeps.
    let deadline: Duration?
  }

  /// Handlers of which each could have gone on, in the order in which they did.
  struct Tie {
    let leaves: [Leaf]

    /// Indicates whether all of them were cancelled, and for that reason due.
    let areCancelled: Bool
  }

  /// A record of one of the trees.
  struct Step {
    let record: TimedRecord
    let emission: Int
    let root: Int

    /// The innermost running handler of the tree before the record, and after it.
    let before: Leaf?
    let after: Leaf?

    /// Indicates whether the tree was cancelled before.
    let isCancelled: Bool

    /// Indicates whether the tree was cancelled since the record before in the tree.
    let followsCancellation: Bool

    /// Indicates whether the tree had suspended before the record, as what happened in the meantime
    /// shows.
    let hasYielded: Bool

    /// Indicates whether time has passed since the record before in the tree.
    let hasWaited: Bool

    /// The index of the next step of the tree.
    var next: Int?

    var isStart: Bool {
      if case .bus(.emissionStarted) = record.fact { emission == root } else { false }
    }

    var isCancellation: Bool {
      if case .emissionCancelled = record.fact { true } else { false }
    }

    /// Indicates whether a handler ended because it was cancelled.
    var isEndOfCancelled: Bool {
      if case .bus(.handlerFinished(_, .cancelled, _)) = record.fact { isCancelled } else { false }
    }
  }

  /// Returns a step for each record that belongs to a tree.
  func steps(of records: [TimedRecord]) -> [Step] {
    var running: [Int: [Leaf]] = [:]
    var latest: [Int: Int] = [:]
    var cancelled: Set<Int> = []
    var steps: [Step] = []
    for record in records {
      guard let emission = record.fact.emission, let root = roots[emission] else { continue }
      let before = running[root]?.last
      switch record.fact {
      case .bus(.handlerStarted(let run)):
        running[root, default: []].append(Leaf(run, started: record.time))
      case .bus(.handlerFinished(let run, _, _)):
        running[root]?.removeAll {
          $0.emission == run.emission && $0.position == run.position
        }
      case .emissionCancelled: cancelled.insert(root)
      default: break
      }
      let last = latest[root].map { steps[$0] }
      let step = Step(
        record: record,
        emission: emission,
        root: root,
        before: before,
        after: running[root]?.last,
        isCancelled: cancelled.contains(root),
        followsCancellation: last?.isCancellation ?? false,
        hasYielded: hasYielded(root, before, record.fact, in: steps),
        hasWaited: last.map { $0.record.time < record.time } ?? false
      )
      if let index = latest[root] { steps[index].next = steps.count }
      latest[root] = steps.count
      steps.append(step)
    }
    return steps
  }

  /// Returns whether a tree had suspended before a record: others continued, it was cancelled, or
  /// its handler was one that sleeps.
  private func hasYielded(
    _ root: Int,
    _ leaf: Leaf?,
    _ fact: SessionFact,
    in steps: [Step]
  ) -> Bool {
    guard let last = steps.last else { return false }
    if last.root != root || last.isCancellation { return true }
    guard leaf?.deadline != nil, case .bus(.handlerFinished(_, let outcome, _)) = fact else {
      return false
    }
    return outcome.word == .completed || outcome.word == .cancelled
  }

  /// Returns the handlers of which each could have gone on at a step; nil if only one could.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - steps: All steps.
  ///   - latest: The index of the last step before it of each tree, by the root.
  /// - Returns: The handlers.
  func tie(at step: Step, of steps: [Step], _ latest: [Int: Int]) -> Tie? {
    guard step.hasYielded || step.hasWaited, let leaf = step.before else { return nil }
    var others: [(leaf: Leaf, next: Int)] = []
    var areCancelled = step.isEndOfCancelled
    for (root, index) in latest where root != step.root {
      let other = steps[index]
      guard let waiting = other.after, let next = other.next else { continue }
      // A cancelled one was due only if its sleep was over before it continued.
      let due = steps[next].isCancellation ? waiting.deadline : steps[next].record.time
      let isDue = isTimed && due == step.record.time
      // In real time they do not go on at the same time.
      let bothEnd =
        other.isCancelled && step.hasYielded && step.isEndOfCancelled
        && steps[next].isEndOfCancelled
      guard isDue || bothEnd else { continue }
      areCancelled = areCancelled && other.isCancelled
      others.append((waiting, steps[next].isCancellation ? steps[next].next ?? next : next))
    }
    if others.isEmpty { return nil }
    let leaves = [leaf] + others.sorted { $0.next < $1.next }.map(\.leaf)
    return Tie(leaves: leaves, areCancelled: areCancelled)
  }
}

extension ConcurrentTrees.Leaf {
  fileprivate init(_ run: HandlerRun, started: Duration) {
    var deadline: Duration?
    if case .sleep(let duration) = HandlerKind(named: run.handlerName) {
      deadline = started + duration
    }
    self.init(emission: run.emission, position: run.position, deadline: deadline)
  }
}
