package import Events

// Values as they are written: what JSON can hold, and nothing else.

extension EventData {
  /// The text in place of a field that must not be recorded.
  package static let redacted = "[redacted]"

  /// Returns the data as JSON can hold it.
  ///
  /// Values that can be encoded are; others become their description.
  ///
  /// - Parameter redacted: The names of fields, at any level, whose values are left out.
  /// - Returns: The data.
  package func plain(redacting redacted: Set<String> = []) -> EventData {
    var plain: [String: any Sendable] = Dictionary(minimumCapacity: count)
    for (field, value) in fields {
      plain[field] =
        redacted.contains(field) ? EventData.redacted : plainValue(value, redacting: redacted)
    }
    return EventData(withoutNil: plain)
  }
}

private func plainValue(_ value: any Sendable, redacting redacted: Set<String>) -> any Sendable {
  switch value {
  case is String, is Int, is Bool, is EventData.Null: value
  case let value as Double: value
  case let value as EventData: value.plain(redacting: redacted)
  case let value as [any Sendable]: value.map { plainValue($0, redacting: redacted) }
  case let value as any BinaryInteger & Sendable: Int(exactly: value) ?? "\(value)"
  case let value as Float: Double("\(value)") ?? "\(value)"
  default: encodedValue(value, redacting: redacted)
  }
}

private func encodedValue(_ value: any Sendable, redacting redacted: Set<String>) -> any Sendable {
  if let data = EventData(object: value) { return data.plain(redacting: redacted) }
  if let value = value as? any Encodable, let encoded = try? EventData.encoded(value) {
    // An encoder may give the value back as it is.
    return type(of: encoded) == type(of: value as Any)
      ? "\(value)" : plainValue(encoded, redacting: redacted)
  }
  return "\(value)"
}
