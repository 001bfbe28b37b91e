import Events
import TerminalText

// Values in their JSON form.

extension JSONWriter {
  /// Appends a plain text in quotation marks, and perhaps a character before and after it; at once,
  /// since each change of an array makes sure that it has one owner.
  mutating func append(
    after prefix: UInt8? = nil,
    quoting text: UnsafeBufferPointer<UInt8>,
    before suffix: UInt8? = nil
  ) {
    let quote = UInt8(ascii: "\"")
    bytes.append(addingCapacity: text.count + 4) { new in
      if let prefix { new.append(prefix) }
      new.append(quote)
      new.withUnsafeMutableBufferPointer { memory, count in
        count = memory[count...].update(fromContentsOf: text)
      }
      new.append(quote)
      if let suffix { new.append(suffix) }
    }
  }

  mutating func write(_ data: EventData) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    data.forEachSorted { key, value in
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      write(key)
      bytes.append(UInt8(ascii: ":"))
      write(value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Writes a value in its JSON form, or its description as a string if it has none.
  mutating func write(_ value: any Sendable) {
    if writeIfUsual(value) { return }
    switch value {
    case let value as Bool: bytes.append(value ? "true" : "false")
    case let value as Double where value.isFinite: bytes.append("\(value)")
    case let value as EventData: write(value)
    case let value as [any Sendable]: write(value)
    case is EventData.Null: bytes.append("null")
    default: if let data = EventData(object: value) { write(data) } else { write("\(value)") }
    }
  }

  /// Writes a value if it is an integer or a string, as most are, and returns whether it is.
  private mutating func writeIfUsual<Value: Sendable>(_ value: Value) -> Bool {
    if Value.self == Int.self {
      // A cast with `as` takes 290 instructions; `_identityCast`, which checks the type, 40.
      bytes.append(decimal: _identityCast(value, to: Int.self))
    } else if Value.self == String.self {
      // Not a cast with `as`, for the same reason.
      write(_identityCast(value, to: String.self))
    } else {
      return false
    }
    return true
  }

  private mutating func write(_ values: [any Sendable]) {
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(value)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Writes a string, with escapes for JSON and for characters that a terminal acts on.
  mutating func write(_ string: String) {
    var text = string
    let isPlain = text.withUTF8 { utf8 in
      let isPlain = Self.isPlain(utf8)
      if isPlain { append(quoting: utf8) }
      return isPlain
    }
    if isPlain { return }
    bytes.append(UInt8(ascii: "\""))
    string.unicodeScalars.forEach { writeEscaped($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Returns whether a text is ASCII that needs no escape.
  ///
  /// It looks at all bytes, since a loop without a way out is vectorized.
  private static func isPlain(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    var isPlain = true
    for byte in utf8 {
      isPlain = isPlain && 0x20..<0x7f ~= byte && byte != 0x22 && byte != 0x5c
    }
    return isPlain
  }

  private mutating func writeEscaped(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": bytes.append("\\\"")
    case "\\": bytes.append("\\\\")
    case "\n": bytes.append("\\n")
    case "\r": bytes.append("\\r")
    case "\t": bytes.append("\\t")
    case _ where scalar.actsOnTerminals:
      // In JSON a character above U+FFFF is escaped as a surrogate pair.
      for unit in scalar.utf16 {
        let digits = String(unit, radix: 16)
        bytes.append("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)")
      }
    default: bytes.append(String(scalar))
    }
  }
}
