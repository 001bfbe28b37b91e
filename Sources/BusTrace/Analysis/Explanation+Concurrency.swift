import Events

// The turns of concurrent emissions.

extension Explanation {
  /// The emissions that ran concurrently with this one.
  var overlaps: [Sentence] {
    let subject = recording.subject
    return recording.emissions.filter { $0.find(subject.start.emission) == nil }.map { other in
      Sentence(
        "\(subject.title) and \(other.title) overlap, because handlers suspended; "
          + "inside each the order holds",
        "concurrency"
      )
    }
  }

  /// The switches from one emission to another that concern this one.
  var turns: [Sentence] {
    guard recording.emissions.count > 1 else { return [] }
    let trees = Trees(of: recording)
    let subject = trees.root(of: recording.subject.start.emission)
    var running: [Int: [String]] = [:]
    var sentences: [Sentence] = []
    var last: Int?
    for record in recording.records {
      guard let emission = record.fact.emission, let root = trees.root(of: emission) else {
        continue
      }
      if let last, last != root, last == subject || root == subject {
        let isStart = if case .emissionStarted = record.fact { true } else { false }
        let title = trees.title(of: root)
        if let waiting = running[last]?.last {
          let verb = isStart ? "started" : "went on"
          sentences.append(Sentence("while \(waiting) waited, \(title) \(verb)", "concurrency"))
        } else if !isStart {
          let text = "after \(trees.title(of: last)) had ended, \(title) went on"
          sentences.append(Sentence(text, "concurrency"))
        }
      }
      last = root
      switch record.fact {
      case .handlerStarted(let run): running[root, default: []].append(trees.label(of: run))
      case .handlerFinished: running[root]?.removeLast()
      default: break
      }
    }
    return sentences
  }
}

/// The emissions of a recording by their numbers, each with the root of its tree.
private struct Trees {
  private var roots: [Int: Int] = [:]
  private var emissions: [Int: (trace: EmissionTrace, labels: HandlerLabels)] = [:]

  init(of recording: Recording) {
    for emission in recording.emissions { add(emission, root: emission.start.emission) }
  }

  private mutating func add(_ emission: EmissionTrace, root: Int) {
    roots[emission.start.emission] = root
    emissions[emission.start.emission] = (emission, HandlerLabels(of: emission))
    for case .emission(let inner) in emission.runs.flatMap(\.nested) { add(inner, root: root) }
  }

  func root(of emission: Int) -> Int? { roots[emission] }

  func title(of emission: Int) -> String { emissions[emission]?.trace.title ?? "" }

  /// Returns the name of a handler and its emission.
  func label(of run: HandlerRun) -> String {
    guard let (trace, labels) = emissions[run.emission] else { return run.name }
    return "\(labels.label(of: trace.runs[run.position - 1])) of \(trace.title)"
  }
}
