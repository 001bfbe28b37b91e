/// A decoder of typed events from data.
///
/// It throws what decoders throw, and says in ``EventDataError`` which field is wrong.
struct EventDecoder: Decoder {
  let value: any Sendable
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard let data = EventData(object: value) else { throw mismatch(EventData.self) }
    return KeyedDecodingContainer(Members(fields: data.fields, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let items = value as? [any Sendable] else { throw mismatch([any Sendable].self) }
    return Items(items: items, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  private func mismatch(_ wanted: any Any.Type) -> DecodingError {
    let error = EventDataError(codingPath, wanted: wanted, found: type(of: value))
    return .typeMismatch(wanted, error.context(codingPath))
  }
}

extension EventDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { value is EventData.Null }

  func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
    if let value = value as? Wanted { return value }
    if let scalar = type as? any Scalar.Type {
      guard let value = scalar.converted(value) as? Wanted else { throw mismatch(type) }
      return value
    }
    do {
      return try Wanted(from: self)
    } catch let error as DecodingError {
      throw EventDataError(error, at: codingPath, wanted: type, found: Swift.type(of: value))
    }
  }
}

extension EventDecoder {
  private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let fields: [String: any Sendable]
    let codingPath: [any CodingKey]

    var allKeys: [Key] { fields.keys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { fields[key.stringValue] != nil }

    private func member(_ key: Key, _ wanted: any Any.Type) throws -> EventDecoder {
      let path = codingPath + [key]
      guard let value = fields[key.stringValue] else {
        let error = EventDataError(path, wanted: wanted, found: nil)
        throw DecodingError.keyNotFound(key, error.context(codingPath))
      }
      return EventDecoder(value: value, codingPath: path)
    }

    func decodeNil(forKey key: Key) throws -> Bool {
      try member(key, EventData.Null.self).decodeNil()
    }

    func decode<Wanted: Decodable>(_ type: Wanted.Type, forKey key: Key) throws -> Wanted {
      try member(key, type).decode(type)
    }

    func nestedContainer<Nested>(
      keyedBy type: Nested.Type,
      forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
      try member(key, EventData.self).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try member(key, [any Sendable].self).unkeyedContainer()
    }

    func superDecoder() -> any Decoder {
      let key = SuperKey()
      let value = fields[key.stringValue] ?? EventData.Null()
      return EventDecoder(value: value, codingPath: codingPath + [key])
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { try member(key, EventData.self) }
  }

  private struct Items: UnkeyedDecodingContainer {
    let items: [any Sendable]
    let codingPath: [any CodingKey]
    private(set) var currentIndex = 0

    init(items: [any Sendable], codingPath: [any CodingKey]) {
      (self.items, self.codingPath) = (items, codingPath)
    }

    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex == items.count }

    /// Decodes the next item, and goes on to the one behind it if that succeeds.
    private mutating func next<Result>(
      _ wanted: any Any.Type,
      _ decode: (EventDecoder) throws -> Result
    ) throws -> Result {
      let path = codingPath + [ItemKey(index: currentIndex)]
      guard !isAtEnd else {
        let error = EventDataError(path, wanted: wanted, found: nil)
        throw DecodingError.valueNotFound(wanted, error.context(path))
      }
      let result = try decode(EventDecoder(value: items[currentIndex], codingPath: path))
      currentIndex += 1
      return result
    }

    mutating func decodeNil() throws -> Bool {
      let isNil = !isAtEnd && items[currentIndex] is EventData.Null
      if isNil { currentIndex += 1 }
      return isNil
    }

    mutating func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
      try next(type) { try $0.decode(type) }
    }

    mutating func nestedContainer<Nested>(
      keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
      try next(EventData.self) { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
      try next([any Sendable].self) { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { try next(EventData.self) { $0 } }
  }
}

// MARK: - Errors

extension EventDataError {
  fileprivate init(
    _ path: [any CodingKey],
    wanted: any Any.Type,
    found: (any Any.Type)?,
    reason: String? = nil
  ) {
    let field = path.reduce("") { path, key in
      if key is ItemKey { return "\(path)[\(key.stringValue)]" }
      return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
    self.init(field: field, wanted: wanted, found: found, reason: reason)
  }

  /// The error as the reason of one of `Codable`.
  fileprivate func context(_ path: [any CodingKey]) -> DecodingError.Context {
    DecodingError.Context(codingPath: path, debugDescription: description, underlyingError: self)
  }

  /// The error of a type that did not decode itself: its own reason, or ours if it has one of ours.
  fileprivate init(
    _ error: DecodingError,
    at path: [any CodingKey],
    wanted: any Any.Type,
    found: any Any.Type
  ) {
    let context: DecodingError.Context? =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .keyNotFound(_, let context), .dataCorrupted(let context):
        context
      @unknown default: nil
      }
    let inner = context?.underlyingError as? EventDataError
    self.init(
      path,
      wanted: wanted,
      found: found,
      reason: inner == nil ? context?.debugDescription : nil
    )
    // An error inside of the value, and not of the value as a whole, is more exact.
    if let inner, inner.field != field { self = inner }
  }
}
