package import Events

/// A field of the payload that a handler reads.
package struct PayloadField: Sendable {
  package let name: String
  package let isOptional: Bool

  /// The events for which the handler reads the field.
  package let scope: Scope

  package enum Scope: Sendable {
    case everywhere
    case only(EventName)
    case except([EventName])
  }

  package init(_ name: String, isOptional: Bool = false, _ scope: Scope = .everywhere) {
    self.name = name
    self.isOptional = isOptional
    self.scope = scope
  }

  /// Returns whether the field is read when a given event is handled.
  package func isRead(on event: EventName) -> Bool {
    switch scope {
    case .everywhere: true
    case .only(let only): event == only
    case .except(let exceptions): !exceptions.contains(event)
    }
  }
}

extension [PayloadField] {
  /// The fields in words: first those for most events, then those that single events have instead.
  package var text: String {
    var parts = [names { if case .only = $0 { false } else { true } }]
    for case .only(let event) in map(\.scope) {
      let part = names { if case .only(event) = $0 { true } else { false } }
      let alternative = "on \(event): \(part)"
      if !parts.contains(alternative) { parts.append(alternative) }
    }
    return parts.joined(separator: "; ")
  }

  /// Returns the names of the fields whose scope a closure accepts, the optional ones in brackets.
  private func names(_ isMeant: (PayloadField.Scope) -> Bool) -> String {
    filter { isMeant($0.scope) }.map { $0.isOptional ? "[\($0.name)]" : $0.name }
      .joined(separator: ", ")
  }
}
