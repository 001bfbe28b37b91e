package import Events

/// A fact of a session: one of its bus, or one that the bus does not learn of.
package enum SessionFact: Sendable {
  case bus(TraceFact)

  /// An emission that is not nested was cancelled, and with it everything nested in it.
  case emissionCancelled(emission: Int, event: EventName)
}

extension SessionFact {
  /// The kind of record that the fact becomes.
  package var kind: String {
    switch self {
    case .bus(let fact): fact.kind
    case .emissionCancelled: "emission.cancelled"
    }
  }
}
