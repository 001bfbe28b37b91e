package import BusLanguage
import EventRecording
package import Events
import TerminalText

extension Expectation {
  /// Checks the expectation against emissions, one of which has to be as expected.
  ///
  /// - Parameters:
  ///   - emissions: The emissions, or those in which the event's emissions are.
  ///   - all: All recorded emissions that are not nested, for expectations that compare with others.
  /// - Throws: A diagnostic with the expectation and the finding, if they differ.
  package func check(
    _ emissions: [EmissionTrace],
    among all: @autoclosure () -> [EmissionTrace]
  ) throws(Diagnostic) {
    var meant = emissions
    if case .event(let event) = scope {
      meant = emissions.flatMap { $0.all(of: event) }
      guard !meant.isEmpty else {
        let spelling = Word.spelling(of: event.rawValue).cited
        let searched = emissions.prefix(3).map { "#\($0.start.emission)" }.joined(separator: ", ")
        let rest = emissions.count > 3 ? " and \(emissions.count - 3) more" : ""
        throw Diagnostic(
          "expected an emission of \(spelling), found none in \(searched)\(rest)"
        )
      }
    }
    guard meant.contains(where: { condition.isMet(by: $0, among: all()) }) else {
      throw Diagnostic(
        "expected \(condition.text), found \(found(in: meant))",
        at: nil,
        condition.hint(for: meant)
      )
    }
  }

  /// Returns the findings in the first few emissions that were candidates.
  private func found(in emissions: [EmissionTrace]) -> String {
    let shown = emissions.prefix(3).map { emission in
      "\(condition.counterpart(in: emission)) in #\(emission.start.emission)"
    }
    let rest = emissions.count - shown.count
    return shown.joined(separator: ", ") + (rest == 0 ? "" : ", and not in \(rest) more")
  }
}

extension Expectation.Condition {
  /// Returns whether an emission is as expected.
  package func isMet(
    by emission: EmissionTrace,
    among all: @autoclosure () -> [EmissionTrace]
  ) -> Bool {
    switch self {
    case .ran(let names):
      // Each name is searched for after the one before it.
      var runs = emission.names[...]
      return names.allSatisfy { name in
        guard let index = runs.firstIndex(where: { $0.matches(name) }) else { return false }
        runs = runs[(index + 1)...]
        return true
      }
    case .ended(let ending, .count(let count)): return emission.names(of: ending).count == count
    case .ended(let ending, .handlers(let names)):
      var ended = emission.names(of: ending)
      return names.allSatisfy { name in
        guard let index = ended.firstIndex(where: { $0.matches(name) }) else { return false }
        ended.remove(at: index)
        return true
      }
    case .count(let count): return emission.names.count == count
    case .nobody: return !emission.hasHandlers
    case .refused: return emission.refusals > 0
    case .emitted: return true
    case .outcomes(let endings): return emission.hasEndings(inOrder: endings)
    case .overlapped(let event): return emission.overlaps(event, among: all())
    case .latecomer(let name): return emission.hasLatecomer(name, among: all())
    }
  }

  /// Returns a hint if the words of one handler were taken for several.
  fileprivate func hint(for emissions: [EmissionTrace]) -> Diagnostic.Help? {
    guard case .ran(let words) = self.withoutEnding else { return nil }
    let starts = zip(words, words.dropFirst()).map { "\($0) \($1)" }
    let whole = emissions.lazy.flatMap(\.names).first { name in
      starts.contains { name.matches($0) }
    }
    return whole.map { .hint("quote a handler of several words: \(Word.spelling(of: $0).cited)") }
  }

  /// The condition with its handlers only expected to run.
  private var withoutEnding: Self {
    if case .ended(_, .handlers(let names)) = self { .ran(names) } else { self }
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
    case .emitted: "emitted"
    case .outcomes(let endings): "outcomes \(endings.words)"
    case .overlapped(let event): "overlapped \(Word.spelling(of: event.rawValue).cited)"
    case .latecomer(let name): "latecomer \([name].spelled)"
    }
  }

  /// Returns the finding in the words of the condition.
  fileprivate func counterpart(in emission: EmissionTrace) -> String {
    switch self {
    case .ran, .nobody:
      if !emission.hasHandlers {
        "nobody"
      } else {
        emission.names.isEmpty ? "count 0" : "ran \(emission.names.spelled)"
      }
    case .ended(let ending, .count): "\(ending.rawValue) \(emission.names(of: ending).count)"
    case .ended(let ending, .handlers):
      emission.names(of: ending).isEmpty
        ? "\(ending.rawValue) 0" : "\(ending.rawValue) \(emission.names(of: ending).spelled)"
    case .count: "count \(emission.names.count)"
    case .refused: "nothing refused"
    case .emitted: "emitted"
    case .outcomes: emission.endings.isEmpty ? "no outcomes" : "outcomes \(emission.endings.words)"
    case .overlapped: "none at the same time"
    case .latecomer: "no such latecomer"
    }
  }
}

extension EmissionTrace {
  /// Returns the emissions of an event, among this one and those nested in it.
  package func all(of event: EventName) -> [EmissionTrace] {
    var found: [EmissionTrace] = []
    _ = first { emission in
      if emission.start.event == event { found.append(emission) }
      return false
    }
    return found
  }

  /// The handlers that ran.
  var names: [String] { runs.filter(\.didRun).map(\.handlerName) }

  func names(of ending: Expectation.Ending) -> [String] {
    runs.filter { $0.outcome?.word.rawValue == ending.rawValue }.map(\.handlerName)
  }
}

extension String {
  /// Returns whether a word names a handler of this name: all of it, or its first words.
  package func matches(_ word: String) -> Bool {
    self == word || hasPrefix(word + " ")
  }
}

extension [String] {
  fileprivate var spelled: String {
    map { Word.spelling(of: $0).cited }.joined(separator: " ")
  }
}
