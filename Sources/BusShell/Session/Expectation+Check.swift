import EventBus

extension Expectation {
  /// Compares what is expected with what happened.
  ///
  /// - Throws: A diagnostic with the one beside the other.
  func check(_ last: EmissionTrace) throws(Diagnostic) {
    let emission = event.map { event in last.first { $0.start.event == event } } ?? last
    guard let emission else {
      let event = event?.spelling ?? ""
      throw Diagnostic("expected an emission of \(event), found none in #\(last.start.emission)")
    }
    guard condition.isMet(by: emission) else {
      let found = condition.counterpart(in: emission)
      throw Diagnostic(
        "expected \(condition.text), found \(found) in #\(emission.start.emission)"
      )
    }
  }
}

extension Expectation.Condition {
  fileprivate func isMet(by emission: EmissionTrace) -> Bool {
    switch self {
    case .ran(let names):
      // Each name is looked for after the place where the one before it was found.
      var runs = emission.names[...]
      return names.allSatisfy { name in
        guard let index = runs.firstIndex(where: { $0.isMeant(by: name) }) else { return false }
        runs = runs[(index + 1)...]
        return true
      }
    case .ended(let ending, .count(let count)): return emission.names(of: ending).count == count
    case .ended(let ending, .handlers(let names)):
      var ended = emission.names(of: ending)
      return names.allSatisfy { name in
        guard let index = ended.firstIndex(where: { $0.isMeant(by: name) }) else { return false }
        ended.remove(at: index)
        return true
      }
    case .count(let count): return emission.runs.count == count
    case .nobody: return emission.start.handlers.isEmpty
    case .refused: return emission.containsRefusal
    }
  }

  /// The condition as it was typed.
  fileprivate var text: String {
    switch self {
    case .ran(let names): "ran \(names.spelled)"
    case .ended(let ending, .count(let count)): "\(ending.rawValue) \(count)"
    case .ended(let ending, .handlers(let names)): "\(ending.rawValue) \(names.spelled)"
    case .count(let count): "count \(count)"
    case .nobody: "nobody"
    case .refused: "refused"
    }
  }

  /// What happened, in the same words.
  fileprivate func counterpart(in emission: EmissionTrace) -> String {
    switch self {
    case .ran, .nobody: emission.names.isEmpty ? "nobody" : "ran \(emission.names.spelled)"
    case .ended(let ending, .count): "\(ending.rawValue) \(emission.names(of: ending).count)"
    case .ended(let ending, .handlers):
      emission.names(of: ending).isEmpty
        ? "\(ending.rawValue) 0" : "\(ending.rawValue) \(emission.names(of: ending).spelled)"
    case .count: "count \(emission.runs.count)"
    case .refused: "nothing refused"
    }
  }
}

extension EmissionTrace {
  fileprivate var names: [String] { runs.map(\.run.registration.handler.name) }

  fileprivate func names(of ending: Expectation.Ending) -> [String] {
    runs.filter { $0.outcome?.word == ending.rawValue }.map(\.run.registration.handler.name)
  }

  fileprivate var containsRefusal: Bool {
    let refusing = first { emission in
      emission.runs.contains { run in
        run.nested.contains { nested in
          if case .refusal = nested { true } else { false }
        }
      }
    }
    return refusing != nil
  }
}

extension String {
  /// Whether a handler of this name is meant by a word: by all of its text or the first part.
  func isMeant(by word: String) -> Bool {
    self == word || hasPrefix(word + " ")
  }
}

extension [String] {
  fileprivate var spelled: String {
    map { Word.spelling(of: $0).escaped }.joined(separator: " ")
  }
}
