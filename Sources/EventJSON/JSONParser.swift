package import Events
import TerminalText

/// Parses JSON into event data, with errors that point to the wrong byte.
///
/// Strings, booleans, arrays and objects become their Swift counterparts, null becomes
/// ``EventData/Null``. A number without fraction and exponent becomes an `Int`, any other a `Double`. As
/// RFC 8259 allows, an integer that does not fit into an `Int`, a number outside the range of
/// `Double`, a key that appears twice in one object and more than ``maximumNesting`` levels are
/// refused.
package struct JSONParser {
  /// The maximum number of nested arrays and objects.
  package static let maximumNesting = 512

  let bytes: ArraySlice<UInt8>
  var index: Int
  private let subject: Subject
  private var depth = 0

  /// The text that is parsed, as messages name it.
  package enum Subject: String, Sendable {
    case payload, line

    /// The object that the text has to be.
    fileprivate var object: String {
      switch self {
      case .payload: "a JSON object as payload"
      case .line: "a JSON object"
      }
    }
  }

  private init(_ bytes: ArraySlice<UInt8>, _ subject: Subject) {
    self.bytes = bytes
    self.subject = subject
    index = bytes.startIndex
  }

  /// Parses a text that is an object and nothing else.
  ///
  /// - Parameters:
  ///   - text: The text in UTF-8.
  ///   - subject: The text as messages name it.
  /// - Returns: The object's members.
  /// - Throws: An error that points to the first wrong byte.
  package static func object(
    in text: ArraySlice<UInt8>,
    as subject: Subject
  ) throws(JSONError) -> EventData {
    var parser = JSONParser(text, subject)
    parser.skipSpaces()
    guard parser.peek == UInt8(ascii: "{") else {
      throw parser.failure("expected \(subject.object), found \(parser.found)")
    }
    let object = try parser.object()
    parser.skipSpaces()
    guard parser.peek == nil else {
      throw parser.failure("expected the end of the \(subject.rawValue), found \(parser.found)")
    }
    return object
  }
}

// MARK: - Values

extension JSONParser {
  private mutating func value() throws(JSONError) -> any Sendable {
    skipSpaces()
    switch peek {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try number()
    default:
      if skip(word: "true") { return true }
      if skip(word: "false") { return false }
      if skip(word: "null") { return EventData.Null() }
      throw failure("expected a JSON value, found \(found)")
    }
  }

  private mutating func object() throws(JSONError) -> EventData {
    var members: [String: any Sendable] = [:]
    try list(to: "}") { parser throws(JSONError) in
      // Room for a few members, so that the dictionary need not grow at each of them.
      if members.isEmpty { members = Dictionary(minimumCapacity: 3) }
      guard parser.peek == UInt8(ascii: "\"") else {
        throw parser.failure("expected a key in double quotes, found \(parser.found)")
      }
      let keyIndex = parser.index
      let key = try parser.string()
      parser.skipSpaces()
      guard parser.skip(UInt8(ascii: ":")) else {
        throw parser.failure("expected ':' after the key, found \(parser.found)")
      }
      guard members.updateValue(try parser.value(), forKey: key) == nil else {
        parser.index = keyIndex
        throw parser.failure("expected each key once, found '\(key.cited)' again")
      }
    }
    return EventData(withoutNil: members)
  }

  private mutating func array() throws(JSONError) -> [any Sendable] {
    var elements: [any Sendable] = []
    try list(to: "]") { parser throws(JSONError) in
      elements.append(try parser.value())
    }
    return elements
  }

  /// Reads the elements, separated by commas, between the bracket that comes next and the closing
  /// one.
  private mutating func list(
    to close: Unicode.Scalar,
    _ element: (inout JSONParser) throws(JSONError) -> Void
  ) throws(JSONError) {
    depth += 1
    guard depth <= Self.maximumNesting else {
      throw failure("expected at most \(Self.maximumNesting) levels of JSON")
    }
    index += 1
    skipSpaces()
    if !skip(UInt8(ascii: close)) {
      repeat {
        skipSpaces()
        try element(&self)
        skipSpaces()
      } while skip(UInt8(ascii: ","))
      guard skip(UInt8(ascii: close)) else {
        throw failure("expected ',' or '\(close)', found \(found)")
      }
    }
    depth -= 1
  }
}

// MARK: - Numbers

extension JSONParser {
  private mutating func number() throws(JSONError) -> any Sendable {
    let first = index
    var isInteger = true
    _ = skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) { try digits() }
    if skip(UInt8(ascii: ".")) {
      isInteger = false
      try digits()
    }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      isInteger = false
      if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[first..<index], as: UTF8.self)
    if isInteger, text != "-0" {
      if let integer = Int(text) { return integer }
      // A Double would change its digits.
      index = first
      throw failure(
        "expected an integer from \(Int.min) to \(Int.max), found '\(text.cited)'"
      )
    }
    guard let double = Double(text), double.isFinite else {
      index = first
      throw failure("expected a number that a Double can hold, found '\(text.cited)'")
    }
    return double
  }

  private mutating func digits() throws(JSONError) {
    let first = index
    while let byte = peek, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { index += 1 }
    if index == first { throw failure("expected a digit, found \(found)") }
  }
}

// MARK: - Bytes

extension JSONParser {
  /// The byte that comes next; nil at the end.
  var peek: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  /// Skips a byte if it comes next, and returns whether it does.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  /// Skips a word if it comes next, and returns whether it does.
  mutating func skip(word: StaticString) -> Bool {
    let isHere = word.withUTF8Buffer { bytes[index...].starts(with: $0) }
    if isHere { index += word.utf8CodeUnitCount }
    return isHere
  }

  private mutating func skipSpaces() {
    while let byte = peek, byte == 0x20 || (0x09...0x0d ~= byte && byte != 0x0b && byte != 0x0c) {
      index += 1
    }
  }

  /// The word or character that comes next, for a message.
  var found: String {
    guard let byte = peek else { return "the end of the \(subject.rawValue)" }
    if byte == UInt8(ascii: "\n") { return "the end of the line" }
    let rest = String(decoding: bytes[index...].prefix(32), as: UTF8.self)
    let word = rest.prefix { $0.isLetter || $0.isNumber }
    return "'\(String(word.isEmpty ? rest.prefix(1) : word).cited)'"
  }

  func failure(_ message: String) -> JSONError {
    let next = String(decoding: bytes[index...].prefix(4), as: UTF8.self).unicodeScalars.first
    return JSONError(
      message: message,
      offset: index - bytes.startIndex,
      deceptive: next.flatMap { $0.isDeceptive ? $0 : nil }
    )
  }
}
