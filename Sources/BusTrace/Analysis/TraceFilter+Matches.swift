package import BusLanguage
package import Events
import TerminalText

// The emissions that meet the conditions on a list.

extension TraceFilter {
  /// Returns the emissions that meet the conditions.
  ///
  /// - Parameter emissions: The recorded emissions, in the order of the list.
  /// - Returns: Those that meet all conditions, in the same order.
  /// - Throws: A diagnostic if no emission of the event is recorded.
  package func matches(among emissions: [EmissionTrace]) throws(Diagnostic) -> [EmissionTrace] {
    try requireEvent(in: emissions)
    let end = emissions.compactMap(\.ended?.time).max() ?? .zero
    return emissions.filter { emission in
      let isOfEvent = event.map { event in emission.contains { $0.start.event == event.name } }
      let isRight = !isFailure || emission.contains(where: \.hasFailure)
      return isOfEvent ?? true && isRight && meetsStart(emission, end)
    }
  }

  private func requireEvent(in emissions: [EmissionTrace]) throws(Diagnostic) {
    guard let event else { return }
    let events = emissions.events
    guard !events.contains(event.name) else { return }
    throw Diagnostic(
      "no emission of '\(event.name.rawValue.cited)' is recorded",
      at: event.position,
      .nearest(to: event.name.rawValue, among: events.map(\.rawValue))
    )
  }

  /// Returns whether an emission is late enough.
  ///
  /// - Parameters:
  ///   - emission: The emission. One that has not ended is late enough for any time.
  ///   - end: The time at which the last emission ended.
  /// - Returns: True if it is.
  private func meetsStart(_ emission: EmissionTrace, _ end: Duration) -> Bool {
    switch start?.place {
    case .emission(let number): emission.contains { $0.start.emission >= number }
    case .before(let duration): emission.ended.map { $0.time >= end - duration } ?? true
    case nil: true
    }
  }
}

extension EmissionTrace {
  /// Returns whether this emission or one nested in it meets a condition.
  fileprivate func contains(where condition: (EmissionTrace) -> Bool) -> Bool {
    first(where: condition) != nil
  }

  /// Indicates whether a handler failed or was cancelled, or its emission was refused.
  fileprivate var hasFailure: Bool {
    runs.contains { run in
      switch run.outcome {
      case .failed, .cancelled: return true
      case .completed, .skipped, nil: break
      }
      return run.nested.contains { if case .refusal = $0 { true } else { false } }
    }
  }
}

extension Sequence<EmissionTrace> {
  /// The events of the emissions, nested ones included, in alphabetical order.
  package var events: [EventName] {
    var names: Set<String> = []
    for emission in self { emission.addEvents(to: &names) }
    return names.sorted().map { EventName($0) }
  }
}

extension EmissionTrace {
  fileprivate func addEvents(to names: inout Set<String>) {
    names.insert(start.event.rawValue)
    for emission in nestedEmissions { emission.addEvents(to: &names) }
  }
}
