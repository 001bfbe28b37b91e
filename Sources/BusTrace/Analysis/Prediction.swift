import TerminalText

/// A prediction of the handlers that an emission starts, side by side with those that it started.
package struct Prediction {
  /// A row for each predicted and each started handler.
  package let rows: [TraceDifference.Row]

  /// The predicted words that are the first words of several handlers that started, each with the
  /// names of those; such a word predicts none of them.
  package let unclear: [(word: String, handlers: [String])]

  /// The titles of the two sides.
  package var heading = ("predicted", "started")

  /// Indicates whether a prediction that is right is said to be.
  package var showsScore = true

  /// The number of predicted or of started handlers, whichever is greater.
  private let total: Int

  /// The number of rows in which the prediction is right.
  package var correct: Int { rows.count(where: \.isSame) }

  package var isRight: Bool { correct == total }

  /// The score in words.
  package var score: String {
    rows.isEmpty ? "as predicted, nobody starts" : "predicted \(correct) of \(total) right"
  }

  /// Compares a prediction with an emission.
  ///
  /// - Parameters:
  ///   - names: The predicted handlers, each by its name or the first words of it.
  ///   - emission: The emission, with everything nested in it.
  package init(_ names: [String], of emission: EmissionTrace) {
    self.init(names, started: emission.startedHandlers)
  }

  /// Compares a value that was predicted with the one that came out.
  package init(value: String, of truth: String) {
    rows = [TraceDifference.Row(left: value.escaped, right: truth.escaped)]
    (unclear, total) = ([], 1)
  }

  /// Compares a prediction with the handlers that have started.
  package init(_ names: [String], started: [String]) {
    let distinct = Set(started).sorted()
    let unclear = Set(names).sorted().map { name in
      (word: name, handlers: distinct.contains(name) ? [] : distinct.filter { $0.matches(name) })
    }.filter { $0.handlers.count > 1 }
    let isUnclear = Set(unclear.map(\.word))
    let pairs = names.aligned(with: started) { $1.matches($0) }
    rows = Self.joined(pairs).map { name, handler in
      // A word that is clear stands for the whole name.
      let isMeant = name.map { handler?.matches($0) == true && !isUnclear.contains($0) } ?? false
      let left = isMeant ? handler : name
      return TraceDifference.Row(left: left?.escaped, right: handler?.escaped)
    }
    self.unclear = unclear
    total = max(names.count, started.count)
  }

  private typealias Pair = (left: String?, right: String?)

  /// Returns pairs in which a handler that nobody predicted stands beside the word in its place.
  private static func joined(_ pairs: [Pair]) -> [Pair] {
    var joined: [Pair] = []
    var gap: [Int] = []
    for pair in pairs {
      if pair.left == nil, let index = gap.first {
        joined[index].right = pair.right
        gap.removeFirst()
        continue
      }
      if pair.right == nil { gap.append(joined.count) } else { gap = [] }
      joined.append(pair)
    }
    return joined
  }
}

extension [EmissionTrace] {
  /// The handlers of the emissions and of everything nested in them, in the order in which they
  /// started.
  package var startedHandlers: [String] {
    flatMap(\.withNested).flatMap(\.runs).filter(\.didRun)
      .sorted { $0.started.sequence < $1.started.sequence }.map(\.handlerName)
  }
}

extension EmissionTrace {
  /// The handlers of the emission and of everything nested in it, in the order in which they
  /// started.
  fileprivate var startedHandlers: [String] {
    runs.filter(\.didRun).flatMap { run in
      [run.handlerName]
        + run.nested.flatMap { nested in
          guard case .emission(let inner) = nested else { return [] as [String] }
          return inner.startedHandlers
        }
    }
  }
}
