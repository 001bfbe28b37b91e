/// The data of an emission: field names and values.
///
/// The bus passes it on as it is: no schema, no validation. It is a value, so no handler can change
/// what the next one sees. (A reference inside it is shared, as everywhere.)
///
/// A nil value is no value: a reader finds the field missing.
public typealias EventData = [String: any Sendable]

extension EventData {
  /// Returns the value of a field that must be present.
  ///
  /// A handler that does not catch the error fails with it; the handlers after it still run.
  ///
  /// - Parameters:
  ///   - field: The name of the field.
  ///   - type: The type that the value must have; nothing is converted.
  /// - Returns: The value of the field.
  /// - Throws: ``EventDataError`` if the field is missing or its value has another type.
  public func required<Wanted: Sendable>(
    _ field: String,
    as type: Wanted.Type = Wanted.self
  ) throws(EventDataError) -> Wanted {
    guard let value = try optional(field, as: type) else {
      throw EventDataError(field: field, wanted: type, found: nil)
    }
    return value
  }

  /// Returns the value of a field that may be missing, but must have the right type if it is present.
  ///
  /// - Parameters:
  ///   - field: The name of the field.
  ///   - type: The type that the value must have; nothing is converted.
  /// - Returns: The value of the field, or nil if there is no such field.
  /// - Throws: ``EventDataError`` if the value has another type.
  public func optional<Wanted: Sendable>(
    _ field: String,
    as type: Wanted.Type = Wanted.self
  ) throws(EventDataError) -> Wanted? {
    guard let found = self[field] else { return nil }
    if let value = found as? Wanted { return value }
    if let optional = found as? any NilTestable, optional.isNil { return nil }
    throw EventDataError(field: field, wanted: type, found: Swift.type(of: found))
  }
}

/// An optional of unknown type.
private protocol NilTestable {
  var isNil: Bool { get }
}

extension Optional: NilTestable {
  /// Indicates whether there is no value, at any level of nested optionals.
  fileprivate var isNil: Bool {
    guard case .some(let value) = self else { return true }
    return (value as? any NilTestable)?.isNil ?? false
  }
}

/// The error of a field that is missing, or has another type than its reader wants.
public struct EventDataError: Error, CustomStringConvertible {
  /// The name of the field.
  public let field: String

  /// The wanted type.
  public let wanted: any Sendable.Type

  /// The type of the value that was found, or nil if the field is missing.
  public let found: (any Sendable.Type)?

  /// The field, the wanted type and the found type, in one line.
  public var description: String {
    let found = found.map { "\($0)" } ?? "nothing"
    return "field '\(field)': expected \(wanted), found \(found)"
  }
}
