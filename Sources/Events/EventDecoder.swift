/// A decoder of typed events from data.
///
/// It throws what decoders throw, so that a type may try one form and then another, and keeps in the
/// error which field is wrong.
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
  func decodeNil() -> Bool { value is EventData.Null || isNil(value) }

  func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
    if let value = value as? Wanted { return value }
    if let scalar = type as? any Scalar.Type {
      guard let value = scalar.converted(value) as? Wanted else { throw mismatch(type) }
      return value
    }
    do {
      return try Wanted(from: self)
    } catch let error as DecodingError where error.field == nil {
      let found = Swift.type(of: value) as any Any.Type
      throw error.naming(EventDataError(error, at: codingPath, wanted: type, found: found))
    }
  }

  func decode(_ type: Int128.Type) throws -> Int128 { try scalar(type) }
  func decode(_ type: UInt128.Type) throws -> UInt128 { try scalar(type) }

  private func scalar<Wanted: Scalar>(_ type: Wanted.Type) throws -> Wanted {
    guard let value = value as? Wanted ?? type.converted(value) else { throw mismatch(type) }
    return value
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
        let error = EventDataError(
          field: EventDataError.name(of: path),
          wanted: wanted,
          missing: key.stringValue,
          among: fields.keys
        )
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

    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
      try member(key, type).decode(type)
    }

    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
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

    /// Decodes the next item, and moves to the one after it on success.
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
      guard !isAtEnd, EventDecoder(value: items[currentIndex], codingPath: []).decodeNil() else {
        return false
      }
      currentIndex += 1
      return true
    }

    mutating func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
      try next(type) { try $0.decode(type) }
    }

    mutating func decode(_ type: Int128.Type) throws -> Int128 {
      try next(type) { try $0.decode(type) }
    }

    mutating func decode(_ type: UInt128.Type) throws -> UInt128 {
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
  /// The error of a type whose decoding failed: the error that the type threw, or the one that the
  /// decoder threw.
  fileprivate init(
    _ error: DecodingError,
    at path: [any CodingKey],
    wanted: any Any.Type,
    found: any Any.Type
  ) {
    let context = error.context
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

extension DecodingError {
  /// The error of the field that did not decode, behind an error that a type may catch as usual.
  private struct Field: Error {
    let error: EventDataError
  }

  /// The error of the field; nil as long as no type has named it.
  var field: EventDataError? { (context?.underlyingError as? Field)?.error }

  /// Returns the same error with a field.
  fileprivate func naming(_ error: EventDataError) -> DecodingError {
    let context = Context(
      codingPath: context?.codingPath ?? [],
      debugDescription: error.description,
      underlyingError: Field(error: error)
    )
    return switch self {
    case .typeMismatch(let type, _): .typeMismatch(type, context)
    case .valueNotFound(let type, _): .valueNotFound(type, context)
    case .keyNotFound(let key, _): .keyNotFound(key, context)
    default: .dataCorrupted(context)
    }
  }

  fileprivate var context: Context? {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context), .dataCorrupted(let context):
      context
    @unknown default: nil
    }
  }
}
