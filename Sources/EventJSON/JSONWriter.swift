package import Events
import TerminalText

/// Writes JSON on one line, as UTF-8, with the members of objects in the given order.
package struct JSONWriter {
  var bytes: [UInt8]

  private init(appendingTo text: consuming [UInt8] = []) {
    bytes = text
    bytes.reserveCapacity(256)
  }

  private var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Returns an object whose members a closure adds.
  package static func object(_ members: (inout Object) -> Void) -> String {
    writer(ofObject: members).text
  }

  /// Returns an object whose members a closure adds, as the bytes of a line.
  package static func line(_ members: (inout Object) -> Void) -> [UInt8] {
    var writer = writer(ofObject: members)
    writer.bytes.append(UInt8(ascii: "\n"))
    return writer.bytes
  }

  private static func writer(ofObject members: (inout Object) -> Void) -> JSONWriter {
    var object = Object()
    members(&object)
    object.writer.bytes.append(UInt8(ascii: "}"))
    return object.writer
  }

  /// Returns an array of values that are already JSON.
  package static func array(_ elements: [String]) -> String {
    "[\(elements.joined(separator: ","))]"
  }

  /// Returns event data as JSON, with sorted keys, so that equal data gives equal text.
  package static func text(of data: EventData) -> String {
    var writer = JSONWriter()
    writer.write(data)
    return writer.text
  }

  /// Appends event data as JSON to a text, as ``text(of:)-1`` returns it.
  package static func append(_ data: EventData, to text: inout [UInt8]) {
    var writer = JSONWriter(appendingTo: consume text)
    writer.write(data)
    text = writer.bytes
  }

  /// Returns a value as JSON.
  package static func text(of value: any Sendable) -> String {
    var writer = JSONWriter()
    writer.write(value)
    return writer.text
  }
}

// MARK: - Objects

extension JSONWriter {
  /// An object that is being written.
  ///
  /// A member without a value is left out.
  package struct Object {
    fileprivate var writer = JSONWriter()
    private var isEmpty = true

    fileprivate init() {
      writer.bytes.append(UInt8(ascii: "{"))
    }

    package mutating func add(_ key: StaticString, _ value: (any Sendable)?) {
      guard let value else { return }
      begin(key)
      writer.write(value)
    }

    package mutating func add(_ key: StaticString, _ value: Int?) {
      guard let value else { return }
      begin(key)
      writer.bytes.append(decimal: value)
    }

    package mutating func add(_ key: StaticString, _ value: String?) {
      guard let value else { return }
      begin(key)
      writer.write(value)
    }

    package mutating func add(_ key: StaticString, _ value: EventData) {
      begin(key)
      writer.write(value)
    }

    /// Adds a member whose value is already JSON.
    package mutating func add(_ key: StaticString, json: String) {
      begin(key)
      writer.bytes.append(json)
    }

    /// Adds a member whose key is known only when the program runs.
    package mutating func add(named key: String, _ value: (any Sendable)?) {
      guard let value else { return }
      separate()
      writer.write(key)
      writer.bytes.append(UInt8(ascii: ":"))
      writer.write(value)
    }

    /// Adds a member whose key is known only when the program runs, and whose value is already JSON.
    package mutating func add(named key: String, json: String) {
      separate()
      writer.write(key)
      writer.bytes.append(UInt8(ascii: ":"))
      writer.bytes.append(json)
    }

    /// Writes a key, which needs no escape.
    private mutating func begin(_ key: StaticString) {
      let separator = isEmpty ? nil : UInt8(ascii: ",")
      isEmpty = false
      key.withUTF8Buffer {
        writer.append(after: separator, quoting: $0, before: UInt8(ascii: ":"))
      }
    }

    private mutating func separate() {
      if !isEmpty { writer.bytes.append(UInt8(ascii: ",")) }
      isEmpty = false
    }
  }
}
