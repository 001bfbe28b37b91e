/// The name of an event: any string.
///
/// Declare a name that is used in several places once, as a constant. It is then written with a
/// leading dot, and a misspelling does not compile:
///
/// ```swift
/// extension EventName {
///   static let inviteAccepted: EventName = "invite.accepted"
/// }
///
/// await bus.emit(.inviteAccepted, ["user_id": 7])
/// ```
///
/// Names are compared as strings. Dots and letter case have no meaning to the bus.
public struct EventName: RawRepresentable, Hashable, Sendable {
  /// The name as a string.
  public let rawValue: String

  /// Creates a name from any string, the empty one included.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Creates a name from any string, the empty one included.
  public init(_ name: String) {
    rawValue = name
  }
}

extension EventName: ExpressibleByStringInterpolation {
  /// Creates a name from a string literal.
  public init(stringLiteral value: String) {
    rawValue = value
  }
}

extension EventName: CustomStringConvertible {
  /// The name as a string.
  public var description: String { rawValue }
}

/// A name is coded as its string, and as a key where it is the key of a dictionary.
extension EventName: Codable, CodingKeyRepresentable {}

extension EventName: Comparable {
  /// Returns whether one name comes before another in the order of their strings.
  public static func < (first: EventName, second: EventName) -> Bool {
    first.rawValue < second.rawValue
  }
}
