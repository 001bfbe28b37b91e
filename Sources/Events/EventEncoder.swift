/// An encoder of typed events into data.
///
/// Objects become ``EventData``, arrays `[any Sendable]`, and nil in an array ``EventData/Null``.
/// Numbers, strings and booleans stay unchanged.
final class EventEncoder: Encoder {
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  private var content = Content.nothing

  private enum Content {
    case nothing
    case value(any Sendable)
    case members([String: EventEncoder])
    case items([EventEncoder])
  }

  private init(_ codingPath: [any CodingKey]) {
    self.codingPath = codingPath
  }

  /// Returns the fields of an event.
  static func fields(
    of event: some Encodable
  ) -> Result<[String: any Sendable], EventDataError> {
    func failure(_ found: any Any.Type, _ reason: String?) -> EventDataError {
      EventDataError(field: "", wanted: EventData.self, found: found, reason: reason)
    }
    let encoder = EventEncoder([])
    do {
      try event.encode(to: encoder)
    } catch {
      return .failure(failure(type(of: event), "\(error)"))
    }
    let value = encoder.value
    guard let data = value as? EventData else {
      return .failure(failure(type(of: value), "\(type(of: event)) has no fields"))
    }
    return .success(data.fields)
  }

  /// Returns a value as data can hold it.
  ///
  /// - Throws: The error of the type's own `encode(to:)`.
  static func value(of value: some Encodable) throws -> any Sendable {
    let encoder = EventEncoder([])
    try encoder.encode(value)
    return encoder.value
  }

  private var value: any Sendable {
    switch content {
    case .nothing: EventData()
    case .value(let value): value
    case .members(let members): EventData(members.mapValues(\.value))
    case .items(let items): items.map(\.value)
    }
  }

  private func member(_ key: any CodingKey) -> EventEncoder {
    let member = EventEncoder(codingPath + [key])
    if case .members(var members) = content {
      content = .nothing
      members[key.stringValue] = member
      content = .members(members)
    }
    return member
  }

  private func item() -> EventEncoder {
    let item = EventEncoder(codingPath + [ItemKey(index: count)])
    if case .items(var items) = content {
      content = .nothing
      items.append(item)
      content = .items(items)
    }
    return item
  }

  private var count: Int {
    if case .items(let items) = content { items.count } else { 0 }
  }

  func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .members = content {} else { content = .members([:]) }
    return KeyedEncodingContainer(Members(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .items = content {} else { content = .items([]) }
    return Items(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension EventData {
  /// Returns a value as data can hold it: values with parts as data and arrays, and others
  /// unchanged.
  ///
  /// - Throws: The error of the type's own `encode(to:)`.
  package static func encoded(_ value: some Encodable) throws -> any Sendable {
    try EventEncoder.value(of: value)
  }
}

extension EventEncoder: SingleValueEncodingContainer {
  func encodeNil() { content = .value(EventData.Null()) }

  func encode(_ value: some Encodable) throws {
    if let value = value as? any Scalar {
      content = .value(value)
    } else {
      try value.encode(to: self)
    }
  }

  func encode(_ value: Int128) { content = .value(value) }
  func encode(_ value: UInt128) { content = .value(value) }
}

extension EventEncoder {
  private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: EventEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) { encoder.member(key).encodeNil() }

    func encode(_ value: some Encodable, forKey key: Key) throws {
      try encoder.member(key).encode(value)
    }

    func encode(_ value: Int128, forKey key: Key) { encoder.member(key).encode(value) }
    func encode(_ value: UInt128, forKey key: Key) { encoder.member(key).encode(value) }

    func nestedContainer<Nested>(
      keyedBy type: Nested.Type,
      forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      encoder.member(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      encoder.member(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder.member(SuperKey()) }

    func superEncoder(forKey key: Key) -> any Encoder { encoder.member(key) }
  }

  private struct Items: UnkeyedEncodingContainer {
    let encoder: EventEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.count }

    func encodeNil() { encoder.item().encodeNil() }

    func encode(_ value: some Encodable) throws { try encoder.item().encode(value) }
    func encode(_ value: Int128) { encoder.item().encode(value) }
    func encode(_ value: UInt128) { encoder.item().encode(value) }

    func nestedContainer<Nested>(
      keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
      encoder.item().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      encoder.item().unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder.item() }
  }
}

// MARK: - Keys

/// The key of an item of an array.
struct ItemKey: CodingKey {
  let index: Int

  init(index: Int) { self.index = index }
  init?(intValue: Int) { index = intValue }
  init?(stringValue: String) { nil }

  var intValue: Int? { index }
  var stringValue: String { "\(index)" }
}

/// The key under which a class encodes its superclass.
struct SuperKey: CodingKey {
  init() {}
  init?(intValue: Int) { nil }
  init?(stringValue: String) { nil }

  var intValue: Int? { nil }
  var stringValue: String { "super" }
}
