import EventJSON
public import Events

/// An event between processes: CloudEvents 1.0 in JSON, one per line.
///
/// ```swift
/// let order: EventData = ["order_id": 7]
/// let event = CloudEvent(id: "1", source: "/shop", type: "order.placed", data: order)
/// print(event.json)
///
/// let received = try CloudEvent(json: event.json)
/// await bus.emit(received.type, received.data)
/// ```
///
/// An event that is read is only data, whatever its type and texts are.
public struct CloudEvent: Sendable, Equatable {
  /// The version of the specification.
  private static let version = "1.0"

  /// The identifier, which is unique for its source.
  public var id: String

  /// The origin, a URI reference such as `/shop`.
  public var source: String

  /// The event's name, in the attribute `type`.
  public var type: EventName

  /// The time at which it happened, as in RFC 3339.
  public var time: String?

  /// The identifier of the event whose handler emitted this one.
  public var causationID: String?

  /// The identifier of the first event of the chain.
  public var correlationID: String?

  /// The number of processes that the event has passed through, so that a cycle can be stopped.
  public var hops: Int?

  /// The data; empty if there is none.
  public var data: EventData

  /// Creates an event.
  public init(
    id: String,
    source: String,
    type: EventName,
    time: String? = nil,
    causationID: String? = nil,
    correlationID: String? = nil,
    hops: Int? = nil,
    data: EventData = [:]
  ) {
    self.id = id
    self.source = source
    self.type = type
    self.time = time
    self.causationID = causationID
    self.correlationID = correlationID
    self.hops = hops
    self.data = data
  }
}

// MARK: - Writing

extension CloudEvent {
  /// The event as JSON without a line break.
  ///
  /// Values of the data that are `Encodable` become JSON, others their description.
  public var json: String {
    JSONWriter.object { object in
      object.add("specversion", Self.version)
      object.add("id", id)
      object.add("source", source)
      object.add("type", type.rawValue)
      object.add("time", time)
      object.add("causationid", causationID)
      object.add("correlationid", correlationID)
      object.add("hops", hops)
      object.add("datacontenttype", "application/json")
      object.add("data", data.plain())
    }
  }
}

// MARK: - Reading

extension CloudEvent {
  /// Reads an event.
  ///
  /// `id`, `source`, `specversion` and `type` are required. Attributes that this library does not
  /// know are left out. Missing data is empty. Data that is not a JSON object is an error.
  ///
  /// - Parameters:
  ///   - json: A JSON object.
  ///   - line: The number of its line, for the error.
  /// - Throws: ``RecordingError`` if it is not such an event.
  public init(json: String, line: Int? = nil) throws(RecordingError) {
    try self.init(Array(json.utf8)[...], line: line)
  }

  /// Reads an event from a line of many.
  ///
  /// - Returns: The event; nil if the line is blank.
  package init?(line: [UInt8], number: Int) throws(RecordingError) {
    try self.init(line: line[...], number: number)
  }

  init?(line: ArraySlice<UInt8>, number: Int) throws(RecordingError) {
    let blank: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
    if line.allSatisfy({ blank.contains($0) }) { return nil }
    try self.init(line, line: number)
  }

  init(_ bytes: ArraySlice<UInt8>, line: Int?) throws(RecordingError) {
    let attributes: EventData
    do throws(JSONError) {
      attributes = try JSONParser.object(in: bytes, as: .line)
    } catch {
      throw RecordingError(line: line, column: error.offset + 1, error.message)
    }
    let version = try attributes.text("specversion", line: line)
    guard version == Self.version else {
      let found = JSONWriter.text(of: version)
      throw RecordingError(line: line, "expected the specversion \(Self.version), found \(found)")
    }
    id = try attributes.text("id", line: line)
    source = try attributes.text("source", line: line)
    type = EventName(try attributes.text("type", line: line))
    time = try attributes.attribute("time", line: line)
    causationID = try attributes.attribute("causationid", line: line)
    correlationID = try attributes.attribute("correlationid", line: line)
    hops = try attributes.attribute("hops", line: line)
    if let hops, hops < 0 {
      throw RecordingError(line: line, "expected hops of at least 0, found \(hops)")
    }
    guard attributes["data_base64"] == nil else {
      throw RecordingError(line: line, "expected data as a JSON object, found data_base64")
    }
    data = try attributes.attribute("data", line: line) ?? [:]
  }
}

extension EventData {
  /// Returns an attribute that has to be there and must not be empty.
  fileprivate func text(_ name: String, line: Int?) throws(RecordingError) -> String {
    guard let text: String = try attribute(name, line: line) else {
      throw RecordingError(line: line, "expected the attribute '\(name)'")
    }
    guard !text.isEmpty else {
      throw RecordingError(line: line, "expected the attribute '\(name)', found an empty one")
    }
    return text
  }

  /// Returns an attribute that may be missing or null.
  fileprivate func attribute<Value: Sendable>(
    _ name: String,
    line: Int?
  ) throws(RecordingError) -> Value? {
    let found = self[name]
    if found == nil || found is Null { return nil }
    guard let value = found as? Value else {
      throw RecordingError(
        line: line,
        "expected the attribute '\(name)' as \(Self.form(of: Value.self)), "
          + "found \(JSONWriter.text(of: found ?? Null()).prefix(80))"
      )
    }
    return value
  }

  private static func form(of type: any Any.Type) -> String {
    type == String.self ? "a string" : type == Int.self ? "an integer" : "a JSON object"
  }
}
