import BusLanguage
package import Events
import TerminalText

/// Writes JSON on one line, with the members of objects in the given order.
package struct JSONWriter {
  package private(set) var text = ""

  package init() {}

  /// Returns an object whose members a closure adds.
  package static func object(_ members: (inout Object) -> Void) -> String {
    var object = Object()
    members(&object)
    object.writer.text += "}"
    return object.writer.text
  }

  /// Returns an array of values that are already JSON.
  package static func array(_ elements: [String]) -> String {
    "[\(elements.joined(separator: ","))]"
  }

  /// An object that is being written.
  package struct Object {
    fileprivate var writer = JSONWriter()
    private var isEmpty = true

    fileprivate init() {
      writer.text = "{"
    }

    /// Adds a member; a member without a value is left out.
    package mutating func add(_ key: String, _ value: (any Sendable)?) {
      guard let value else { return }
      begin(key)
      writer.write(value)
    }

    /// Adds a member whose value is already JSON.
    package mutating func add(_ key: String, json: String) {
      begin(key)
      writer.text += json
    }

    private mutating func begin(_ key: String) {
      if !isEmpty { writer.text += "," }
      isEmpty = false
      writer.write(key)
      writer.text += ":"
    }
  }
}

// MARK: - Values

extension JSONWriter {
  /// Returns event data as JSON, with sorted keys, so that equal data gives equal text.
  package static func text(of data: EventData) -> String {
    var writer = JSONWriter()
    writer.write(data)
    return writer.text
  }

  /// Returns a value as JSON.
  package static func text(of value: any Sendable) -> String {
    var writer = JSONWriter()
    writer.write(value)
    return writer.text
  }

  private mutating func write(_ data: EventData) {
    text += "{"
    var isFirst = true
    for (key, value) in data.sorted(by: { $0.key < $1.key }) {
      if !isFirst { text += "," }
      isFirst = false
      write(key)
      text += ":"
      write(value)
    }
    text += "}"
  }

  /// Writes a value in its JSON form, or its description as a string if it has none.
  private mutating func write(_ value: any Sendable) {
    switch value {
    case let value as Int: text += String(value)
    case let value as String: write(value)
    case let value as Bool: text += value ? "true" : "false"
    case let value as Double where value.isFinite: text += "\(value)"
    case let value as EventData: write(value)
    case let value as [any Sendable]: write(value)
    case is JSONNull: text += "null"
    default: write("\(value)")
    }
  }

  private mutating func write(_ values: [any Sendable]) {
    text += "["
    for (index, value) in values.enumerated() {
      if index > 0 { text += "," }
      write(value)
    }
    text += "]"
  }

  /// Writes a string, with escapes for JSON and for characters that a terminal acts on.
  private mutating func write(_ string: String) {
    text += "\""
    if string.utf8.allSatisfy({ 0x20..<0x7f ~= $0 && $0 != 0x22 && $0 != 0x5c }) {
      text += string
    } else {
      string.unicodeScalars.forEach { writeEscaped($0) }
    }
    text += "\""
  }

  private mutating func writeEscaped(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case _ where scalar.actsOnTerminals:
      // In JSON a character above U+FFFF is escaped as a surrogate pair.
      for unit in scalar.utf16 {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    default: text.unicodeScalars.append(scalar)
    }
  }
}
