/// The data of an emission: field names and values.
///
/// The bus passes it on unchanged: no schema, no validation. It is a value, so no handler can
/// change what the next one sees. (A reference inside it is shared, as everywhere.)
///
/// A field whose value is nil is left out.
///
/// ```swift
/// let group: Int? = nil
/// let data: EventData = ["user_id": 7, "group_id": group]
///
/// print(data)  // Prints ["user_id": 7].
/// ```
public struct EventData: Sendable {
  @usableFromInline
  var storage: Storage

  @usableFromInline
  enum Storage: Sendable {
    case fields([String: any Sendable])
    case values(SharedNames, [any Sendable])
    case event(any EncodableEvent)
  }

  /// The fields by their names; none if a typed event cannot be encoded.
  ///
  /// - Complexity: O(*n*) for *n* fields of data that was not made from a dictionary.
  public private(set) var fields: [String: any Sendable] {
    get {
      switch storage {
      case .fields(let fields): fields
      case .values(let names, let values): names.fields(values)
      case .event(let event): (try? event.fields.get()) ?? [:]
      }
    }
    set { storage = .fields(newValue) }
  }

  /// Creates data from fields, without those whose value is nil.
  ///
  /// - Complexity: O(*n*) for *n* fields.
  public init(_ fields: [String: any Sendable] = [:]) {
    let hasNil = fields.values.contains(where: isNil)
    storage = .fields(hasNil ? fields.filter { !isNil($0.value) } : fields)
  }

  /// Creates data from fields of which none is nil, without looking at them.
  package init(withoutNil fields: [String: any Sendable]) {
    storage = .fields(fields)
  }

  /// Creates data from a value that is data or a dictionary; nil if it is neither.
  package init?(object value: any Sendable) {
    if let data = value as? EventData {
      self = data
    } else if let fields = value as? [String: any Sendable] {
      self.init(fields)
    } else {
      return nil
    }
  }

  /// The value of a field, or nil if there is no such field; setting nil removes the field.
  public subscript(field: String) -> (any Sendable)? {
    get {
      if case .values(let names, let values) = storage { return names.value(of: field, in: values) }
      return fields[field]
    }
    set {
      var fields = fields
      storage = .fields([:])
      fields[field] = newValue.flatMap { isNil($0) ? nil : $0 }
      storage = .fields(fields)
    }
  }

  /// The value of a field that is present but empty, like `null` in JSON.
  public struct Null: Sendable, Hashable, CustomDebugStringConvertible {
    /// Creates the one value of this type.
    public init() {}

    /// Always `null`.
    public var debugDescription: String { "null" }
  }
}

// MARK: - Reading fields

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
  public func value<Wanted: Sendable>(
    _ field: String,
    as type: Wanted.Type = Wanted.self
  ) throws(EventDataError) -> Wanted {
    guard let found = try find(field) else {
      throw EventDataError(field: field, wanted: type, missing: field, among: fields.keys)
    }
    guard let value = found as? Wanted else {
      throw EventDataError(field: field, wanted: type, found: Swift.type(of: found))
    }
    return value
  }

  /// Returns the value of a field that may be missing, but must have the right type if it is present.
  ///
  /// - Parameters:
  ///   - field: The name of the field.
  ///   - type: The type that the value must have; nothing is converted.
  /// - Returns: The value of the field, or nil if there is no such field or it is ``Null``.
  /// - Throws: ``EventDataError`` if the value has another type.
  public func valueIfPresent<Wanted: Sendable>(
    _ field: String,
    as type: Wanted.Type = Wanted.self
  ) throws(EventDataError) -> Wanted? {
    let found = try find(field)
    return found == nil || found is Null ? nil : try value(field, as: type)
  }

  private func find(_ field: String) throws(EventDataError) -> (any Sendable)? {
    if case .event(let event) = storage { return try event.fields.get()[field] }
    return self[field]
  }
}

// MARK: - Conformances

extension EventData: ExpressibleByDictionaryLiteral {
  /// Creates data from a literal, without the fields whose value is nil.
  ///
  /// If a name appears twice, its last value counts.
  public init(dictionaryLiteral elements: (String, (any Sendable)?)...) {
    var fields = Dictionary<String, any Sendable>(minimumCapacity: elements.count)
    for (field, value) in elements {
      fields[field] = value.flatMap { isNil($0) ? nil : $0 }
    }
    storage = .fields(fields)
  }
}

extension EventData: Sequence {
  /// Iterates over the fields, in no particular order.
  public func makeIterator() -> Dictionary<String, any Sendable>.Iterator {
    fields.makeIterator()
  }

  /// The number of fields.
  public var count: Int {
    if case .values(_, let values) = storage { return values.count }
    return fields.count
  }

  /// Indicates whether there are no fields.
  public var isEmpty: Bool { count == 0 }
}

extension EventData: CustomStringConvertible {
  /// The fields in the order of their names, as a literal.
  public var description: String {
    let fields = sorted { $0.key < $1.key }.map { field, value in
      "\(field.debugDescription): \((value as? String)?.debugDescription ?? "\(value)")"
    }
    return fields.isEmpty ? "[:]" : "[\(fields.joined(separator: ", "))]"
  }
}

extension EventData: Equatable {
  /// Returns whether two data have equal values in the same fields.
  ///
  /// Values are compared with their types: `7` and `7.0` differ. A value that is not `Equatable`
  /// equals no other.
  public static func == (first: EventData, second: EventData) -> Bool {
    first.count == second.count
      && first.fields.allSatisfy { field, value in
        second[field].map { areEqual(value, $0) } ?? false
      }
  }
}

private func areEqual(_ first: any Sendable, _ second: any Sendable) -> Bool {
  if let first = first as? any Equatable, isEqual(first, to: second) { return true }
  if let first = EventData(object: first), let second = EventData(object: second) {
    return first == second
  }
  if let first = first as? [any Sendable], let second = second as? [any Sendable] {
    return first.count == second.count && zip(first, second).allSatisfy(areEqual)
  }
  return false
}

private func isEqual<Value: Equatable>(_ first: Value, to second: any Sendable) -> Bool {
  second as? Value == first
}
