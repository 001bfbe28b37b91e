package import Events

/// The conditions on the emissions in a list, all of which must hold.
///
/// Each has its position in the command, for messages.
package struct TraceFilter: Sendable {
  /// The event of the emission or of one nested in it; nil for any.
  package fileprivate(set) var event: (name: EventName, position: Position?)?

  /// Indicates whether something in the emission has failed, was cancelled or was refused.
  package fileprivate(set) var isFailure = false

  /// The place from which on emissions are listed; nil for all.
  package fileprivate(set) var start: (place: Start, position: Position?)?

  package enum Start: Sendable, Hashable {
    /// An emission, by its number.
    case emission(Int)

    /// A time before the end of the last emission.
    case before(Duration)
  }
}

extension TraceFilter {
  /// The options that state the conditions.
  package enum Option: String, Sendable, CaseIterable {
    case event = "--event"
    case failed = "--failed"
    case since = "--since"

    /// The word after the option; nil if none belongs to it.
    package var value: Operand? {
      switch self {
      case .event: .required("EVENT", .recordedEvent)
      case .failed: nil
      case .since: .required("N|DURATION", .emission)
      }
    }
  }
}

extension Operands {
  /// Takes the conditions on a list of emissions, in any order.
  mutating func traceFilter() throws(Diagnostic) -> TraceFilter {
    var filter = TraceFilter()
    while isAtOption {
      let option = try choice("FILTER", among: TraceFilter.Option.allCases, \.rawValue)
      let position = next?.position
      switch option {
      case .event: filter.event = (try event(), position)
      case .failed: filter.isFailure = true
      case .since: filter.start = (try filterStart(), position)
      }
    }
    return filter
  }

  private mutating func filterStart() throws(Diagnostic) -> TraceFilter.Start {
    try value("N|DURATION", such: "such as 7, 500ms, 30s or 2m") { text in
      UInt32(text).map { .emission(Int($0)) } ?? WrittenDuration(text).map { .before($0.duration) }
    }
  }
}
