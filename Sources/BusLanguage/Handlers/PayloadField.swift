package import Events

/// A field of the payload that a handler reads.
package struct PayloadField: Sendable {
  package let name: String
  package let isOptional: Bool

  /// On which events it is read.
  package let scope: Scope

  package enum Scope: Sendable {
    case everywhere
    case only(EventName)
    case except(EventName)
  }

  init(_ name: String, isOptional: Bool = false, _ scope: Scope = .everywhere) {
    self.name = name
    self.isOptional = isOptional
    self.scope = scope
  }

  /// Whether the field is read when that event is handled.
  package func isRead(on event: EventName) -> Bool {
    switch scope {
    case .everywhere: true
    case .only(let only): event == only
    case .except(let exception): event != exception
    }
  }
}

extension [PayloadField] {
  /// The fields in words: first those of most events, then those that single events have instead.
  package var text: String {
    var parts = [names { if case .only = $0 { false } else { true } }]
    for case .only(let event) in map(\.scope) {
      let part = names { if case .only(event) = $0 { true } else { false } }
      let alternative = "on \(event) \(part)"
      if !parts.contains(alternative) { parts.append(alternative) }
    }
    return parts.joined(separator: ", or ")
  }

  /// The names of those that are read in some scopes, in brackets if they may be missing.
  private func names(_ isMeant: (PayloadField.Scope) -> Bool) -> String {
    filter { isMeant($0.scope) }.map { $0.isOptional ? "[\($0.name)]" : $0.name }
      .joined(separator: ", ")
  }
}
