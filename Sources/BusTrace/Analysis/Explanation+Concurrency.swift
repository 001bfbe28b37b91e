import EventRecording
import Events

// The turns of concurrent emissions.

extension Explanation {
  /// The emissions that ran concurrently with this one.
  var overlaps: [Sentence] {
    let subject = recording.subject
    return recording.emissions.filter { $0.find(subject.start.emission) == nil }.map { other in
      Sentence(
        "\(subject.title) and \(other.title) overlap, because handlers suspended; "
          + "the order holds inside each",
        "concurrency"
      )
    }
  }

  /// The cancellation of the emission, and the switches from one emission to another that concern
  /// it.
  var turns: [Sentence] {
    var explanation = TurnExplanation(recording)
    return explanation.sentences
  }
}

/// The reasons why one emission continued and not another.
private struct TurnExplanation {
  typealias Sentence = Explanation.Sentence

  private let trees: ConcurrentTrees
  private let steps: [ConcurrentTrees.Step]

  /// The numbers of the emission in question and of all that are nested in it.
  private let inside: Set<Int>

  /// The handlers of the last sentence on an order that is open.
  private var tie: [ConcurrentTrees.Leaf] = []

  /// The maximum number of handlers that such a sentence names.
  private static let maximumNames = 3

  init(_ recording: Recording) {
    trees = ConcurrentTrees(of: recording)
    steps = trees.steps(of: recording.records)
    inside = Set(recording.subject.withNested.map(\.start.emission))
  }

  var sentences: [Sentence] {
    mutating get {
      var sentences: [Sentence] = []
      var last: ConcurrentTrees.Step?
      var latest: [Int: Int] = [:]
      for (index, step) in steps.enumerated() {
        defer { latest[step.root] = index }
        if step.isCancellation {
          sentences += cancellation(step)
          continue
        }
        if let next = trees.tie(at: step, of: steps, latest), !next.leaves.allSatisfy(tie.contains)
        {
          tie = next.leaves
          if tie.contains(where: { inside.contains($0.emission) }) { sentences.append(open(next)) }
        }
        if let last, last.root != step.root, concerns(last, step) {
          sentences += change(from: last, to: step)
        }
        last = step
      }
      return sentences
    }
  }

  /// Returns whether a switch is one from or to the emission in question.
  private func concerns(_ last: ConcurrentTrees.Step, _ next: ConcurrentTrees.Step) -> Bool {
    inside.contains(last.after?.emission ?? last.emission)
      || inside.contains(next.before?.emission ?? next.emission)
  }

  private func cancellation(_ step: ConcurrentTrees.Step) -> [Sentence] {
    guard inside.contains(step.before?.emission ?? step.emission) else { return [] }
    let text = "\(trees.title(of: step.root)) was cancelled"
    guard let leaf = step.before else { return [Sentence(text, "cancellation")] }
    let name = leaf.emission == step.root ? trees.name(of: leaf) : trees.label(of: leaf)
    return [Sentence("\(text) while \(name) ran", "cancellation")]
  }

  /// Returns the fact that several handlers could go on, and the rules do not say which.
  private func open(_ tie: ConcurrentTrees.Tie) -> Sentence {
    var names = tie.leaves.prefix(Self.maximumNames).map(trees.label)
    let others = tie.leaves.count - names.count
    if others > 0 { names.append("\(others) more") }
    let last = names.removeLast()
    let reason = tie.areCancelled ? "had been cancelled" : "were due at the same time"
    return Sentence(
      "\(names.joined(separator: ", ")) and \(last) \(reason), and continued in this order; "
        + "the rules leave the order open, and --seed chooses it in virtual time",
      "concurrency"
    )
  }

  private func change(
    from last: ConcurrentTrees.Step,
    to next: ConcurrentTrees.Step
  ) -> [Sentence] {
    if next.isStart {
      guard let leaf = last.after else { return [] }
      let text = "while \(trees.label(of: leaf)) waited, \(trees.title(of: next.emission)) started"
      return [Sentence(text, "concurrency")]
    }
    let title = trees.title(of: next.before?.emission ?? next.emission)
    let isTied = next.before.map { tie.contains($0) } ?? false
    if isTied, tie.contains(where: { trees.root(of: $0.emission) == last.root }) { return [] }
    if next.followsCancellation {
      let root = trees.title(of: next.root)
      let subject = root == title ? "it" : root
      return [Sentence("\(title) continued, because \(subject) had been cancelled", "cancellation")]
    }
    if let leaf = last.after {
      return [Sentence("while \(trees.label(of: leaf)) waited, \(title) continued", "concurrency")]
    }
    return [
      Sentence("after \(trees.title(of: last.root)) had ended, \(title) continued", "concurrency")
    ]
  }
}
