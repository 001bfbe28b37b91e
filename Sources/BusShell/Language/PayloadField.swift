import EventBus

/// A field of the payload that a handler reads.
package struct PayloadField: Sendable {
  package let name: String
  package let isOptional: Bool

  /// On which events it is read.
  let scope: Scope

  enum Scope: Sendable {
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
  func isRead(on event: EventName) -> Bool {
    switch scope {
    case .everywhere: true
    case .only(let only): event == only
    case .except(let exception): event != exception
    }
  }
}

extension PayloadField: CustomStringConvertible {
  /// The field in words, in brackets if it may be missing.
  package var description: String {
    let name = isOptional ? "[\(name)]" : name
    return switch scope {
    case .everywhere: name
    case .only(let event): "\(name) on \(event)"
    case .except(let event): "\(name) except on \(event)"
    }
  }
}

extension [PayloadField] {
  /// The fields in words.
  var text: String { map(\.description).joined(separator: ", ") }
}
