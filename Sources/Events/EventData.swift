/// What an emission hands to its handlers: field names and values.
///
/// The bus passes it on as it is: no schema, no validation. It is a value, so no handler can change
/// what the next one sees. (A reference inside it is shared, as everywhere.)
public typealias EventData = [String: any Sendable]

extension EventData {
  /// The value of a field that has to be there.
  ///
  /// A handler that does not catch the error fails with it; the handlers after it still run.
  ///
  /// - Parameters:
  ///   - field: The field's name.
  ///   - type: The type the value has to have; no conversion is tried.
  /// - Returns: The field's value.
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

  /// The value of a field that may be missing, but has to have the right type if it is there.
  ///
  /// - Parameters:
  ///   - field: The field's name.
  ///   - type: The type the value has to have; no conversion is tried.
  /// - Returns: The field's value, or nil if there is no such field.
  /// - Throws: ``EventDataError`` if the field's value has another type.
  public func optional<Wanted: Sendable>(
    _ field: String,
    as type: Wanted.Type = Wanted.self
  ) throws(EventDataError) -> Wanted? {
    guard let found = self[field] else { return nil }
    guard let value = found as? Wanted else {
      throw EventDataError(field: field, wanted: type, found: Swift.type(of: found))
    }
    return value
  }
}

/// A field of an event's data that is missing or of another type than its reader wants.
public struct EventDataError: Error, CustomStringConvertible {
  /// The field's name.
  public let field: String

  /// The type that was asked for.
  public let wanted: any Sendable.Type

  /// The type of the value that is there, or nil if the field is missing.
  public let found: (any Sendable.Type)?

  /// The field, the type wanted and the type found, in one line.
  public var description: String {
    let found = found.map { "\($0)" } ?? "nothing"
    return "field '\(field)': expected \(wanted), found \(found)"
  }
}
