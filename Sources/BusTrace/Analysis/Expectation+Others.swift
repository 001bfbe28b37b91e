import BusLanguage
import EventRecording
import Events

// Expectations that compare an emission with others, and the order of its outcomes.

extension EmissionTrace {
  /// The ways in which the handlers ended, in running order.
  var endings: [Expectation.Ending] {
    runs.compactMap { $0.outcome.flatMap { Expectation.Ending(rawValue: $0.word.rawValue) } }
  }

  /// Returns whether handlers ended in these ways in this order, perhaps among others.
  func hasEndings(inOrder expected: [Expectation.Ending]) -> Bool {
    var rest = endings[...]
    return expected.allSatisfy { ending in
      guard let index = rest.firstIndex(of: ending) else { return false }
      rest = rest[(index + 1)...]
      return true
    }
  }

  /// Returns whether an emission of an event ran at the same time, and outside of this one.
  func overlaps(_ event: EventName, among emissions: [EmissionTrace]) -> Bool {
    emissions.contains { other in
      other.find(start.emission) == nil
        && other.all(of: event).contains { overlaps($0) && find($0.start.emission) == nil }
    }
  }

  /// Returns whether a handler ran that was subscribed while an earlier emission of the event ran.
  func hasLatecomer(_ name: String, among emissions: [EmissionTrace]) -> Bool {
    let earlier = emissions.flatMap { $0.all(of: start.event) }
      .filter { $0.start.emission != start.emission }
    let late = Set(earlier.flatMap { $0.lateSubscriptions(named: name) })
    return runs.contains { $0.didRun && late.contains($0.run.subscription.id) }
  }

  /// The subscriptions of a handler that were made too late for this emission.
  private func lateSubscriptions(named name: String) -> [Int] {
    changes.compactMap { change in
      guard case .handlerSubscribed(_, let subscription) = change.fact,
        subscription.handler.name.matches(name)
      else { return nil }
      return subscription.id
    }
  }
}

extension [Expectation.Ending] {
  /// The words of the endings.
  var words: String { map(\.rawValue).joined(separator: " ") }
}
