import BusLanguage
import EventJSON
import Events

/// A decoder that finds the fields of an event by the keys that the event asks for.
///
/// Every value that it is asked for is a simple one of its kind, such as 1. If there is none, as for
/// a type whose decoding checks its value, the fields up to there are found.
struct FieldProbe: Decoder {
  fileprivate let found: Found
  let codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  fileprivate final class Found {
    var fields: [PayloadField] = []
  }

  fileprivate struct NoValue: Error {}

  /// Returns the fields of an event, in the order in which it reads them.
  static func fields(of type: any Event.Type) -> [PayloadField] {
    let probe = FieldProbe(found: Found())
    _ = try? type.init(from: probe)
    return probe.found.fields
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Members(found: found))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer { NoItems() }

  func singleValueContainer() -> any SingleValueDecodingContainer { Single() }

  /// Returns data of an event with simple values in its fields, as JSON; nil if none can be made.
  ///
  /// The fields have the order in which the event reads them.
  static func exampleData(of type: any Event.Type) -> String? {
    let probe = FieldProbe(found: Found())
    guard let event = try? type.init(from: probe) else { return nil }
    let data = EventData(event)
    let members = probe.found.fields.compactMap { field in
      data[field.name].map { value in
        "\(JSONWriter.text(of: field.name)): \(JSONWriter.text(of: value))"
      }
    }
    return members.isEmpty ? nil : "{\(members.joined(separator: ", "))}"
  }

  /// Returns a simple value of a type.
  fileprivate static func value<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
    if let type = type as? any CaseIterable.Type, let first = first(type) as? Wanted {
      return first
    }
    return try Wanted(from: FieldProbe(found: Found()))
  }

  private static func first<Cases: CaseIterable>(_ type: Cases.Type) -> Cases? {
    type.allCases.first
  }
}

private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let found: FieldProbe.Found
  let codingPath: [any CodingKey] = []
  var allKeys: [Key] { [] }

  private func note(_ key: Key, isOptional: Bool = false) {
    if found.fields.contains(where: { $0.name == key.stringValue }) { return }
    found.fields.append(PayloadField(key.stringValue, isOptional: isOptional))
  }

  /// Returns false: a key that is checked before it is decoded can be absent, as with an optional
  /// property.
  func contains(_ key: Key) -> Bool {
    note(key, isOptional: true)
    return false
  }

  func decodeNil(forKey key: Key) -> Bool {
    note(key, isOptional: true)
    return true
  }

  func decode<Wanted: Decodable>(_ type: Wanted.Type, forKey key: Key) throws -> Wanted {
    note(key)
    return try FieldProbe.value(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type,
    forKey key: Key
  ) -> KeyedDecodingContainer<Nested> {
    note(key)
    return KeyedDecodingContainer(Members<Nested>(found: FieldProbe.Found()))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
    note(key)
    return NoItems()
  }

  func superDecoder() -> any Decoder { FieldProbe(found: FieldProbe.Found()) }

  func superDecoder(forKey key: Key) -> any Decoder {
    note(key)
    return FieldProbe(found: FieldProbe.Found())
  }
}

/// An empty list.
private struct NoItems: UnkeyedDecodingContainer {
  let codingPath: [any CodingKey] = []
  let count: Int? = 0
  let isAtEnd = true
  let currentIndex = 0

  func decodeNil() throws -> Bool { throw FieldProbe.NoValue() }

  func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
    throw FieldProbe.NoValue()
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    throw FieldProbe.NoValue()
  }

  func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw FieldProbe.NoValue()
  }

  func superDecoder() throws -> any Decoder { throw FieldProbe.NoValue() }
}

/// A value of a type of the standard library.
private struct Single: SingleValueDecodingContainer {
  let codingPath: [any CodingKey] = []

  func decodeNil() -> Bool { true }
  func decode(_ type: Bool.Type) -> Bool { false }
  func decode(_ type: String.Type) -> String { "text" }
  func decode(_ type: Double.Type) -> Double { 1 }
  func decode(_ type: Float.Type) -> Float { 1 }
  func decode(_ type: Int.Type) -> Int { 1 }
  func decode(_ type: Int8.Type) -> Int8 { 1 }
  func decode(_ type: Int16.Type) -> Int16 { 1 }
  func decode(_ type: Int32.Type) -> Int32 { 1 }
  func decode(_ type: Int64.Type) -> Int64 { 1 }
  func decode(_ type: UInt.Type) -> UInt { 1 }
  func decode(_ type: UInt8.Type) -> UInt8 { 1 }
  func decode(_ type: UInt16.Type) -> UInt16 { 1 }
  func decode(_ type: UInt32.Type) -> UInt32 { 1 }
  func decode(_ type: UInt64.Type) -> UInt64 { 1 }

  func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
    try FieldProbe.value(type)
  }
}
