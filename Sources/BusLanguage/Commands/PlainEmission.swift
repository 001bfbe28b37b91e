import Events
import TerminalText

/// The command that most lines of long scripts are, read in one pass: `emit EVENT {…}` in its
/// plainest form.
///
/// An optimization of ``CommandReader``, with a result only for lines that ``Lexer`` and
/// ``CommandParser`` understand in the same way. All else is left to them, and all errors with it.
struct PlainEmission {
  let event: EventName
  let data: EventData

  /// The keys and the places of the values in the line, in their order; nil if they were not asked
  /// for, or if a value has parts.
  let values: [Value]?

  struct Value {
    let key: String
    let range: Range<Int>
  }

  /// Reads a line; nil if it is unusual or wrong.
  init?(_ line: Span<UInt8>, notingValues: Bool = false) {
    var reader = Reader(line, values: notingValues ? [] : nil)
    guard reader.skip(word: "emit "), let event = reader.event(), reader.skip(UInt8(ascii: " ")),
      let data = reader.object(), reader.index == line.count
    else { return nil }
    self.event = event
    self.data = data
    values = reader.values
  }
}

extension PlainEmission {
  /// A reader of this module: functions of another one, for readers of any kind, are not specialized
  /// for it, and each byte would cost a call.
  private struct Reader {
    private let bytes: [UInt8]
    private(set) var index = 0
    var values: [Value]?

    /// The number of objects around the current one.
    private var depth = 0

    private static let maximumDepth = 8

    init(_ line: Span<UInt8>, values: [Value]?) {
      bytes = line.array
      self.values = values
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func skip(_ byte: UInt8) -> Bool {
      guard peek == byte else { return false }
      index += 1
      return true
    }

    mutating func skip(word: StaticString) -> Bool {
      let isHere = word.withUTF8Buffer { bytes[index...].starts(with: $0) }
      if isHere { index += word.utf8CodeUnitCount }
      return isHere
    }

    /// Reads a word of letters, digits and the characters that usual names have, up to a space.
    mutating func event() -> EventName? {
      let start = index
      while let byte = peek, byte != UInt8(ascii: " ") {
        guard byte.isUsualInNames || byte == UInt8(ascii: ":") else { return nil }
        index += 1
      }
      return index > start ? EventName(String(decoding: bytes[start..<index], as: UTF8.self)) : nil
    }

    mutating func object() -> EventData? {
      guard skip(UInt8(ascii: "{")), depth < Self.maximumDepth else { return nil }
      depth += 1
      defer { depth -= 1 }
      skipSpaces()
      if skip(UInt8(ascii: "}")) { return [:] }
      var members: [String: any Sendable] = Dictionary(minimumCapacity: 3)
      repeat {
        skipSpaces()
        guard let key = read(PlainValue.string) else { return nil }
        skipSpaces()
        guard skip(UInt8(ascii: ":")) else { return nil }
        skipSpaces()
        guard let value = value(of: key), members.updateValue(value, forKey: key) == nil else {
          return nil
        }
        skipSpaces()
      } while skip(UInt8(ascii: ","))
      return skip(UInt8(ascii: "}")) ? EventData(withoutNil: members) : nil
    }

    private mutating func array() -> [any Sendable]? {
      guard skip(UInt8(ascii: "[")), depth < Self.maximumDepth else { return nil }
      depth += 1
      defer { depth -= 1 }
      skipSpaces()
      if skip(UInt8(ascii: "]")) { return [] }
      var elements: [any Sendable] = []
      repeat {
        skipSpaces()
        guard let element = value(of: "") else { return nil }
        elements.append(element)
        skipSpaces()
      } while skip(UInt8(ascii: ","))
      return skip(UInt8(ascii: "]")) ? elements : nil
    }

    /// Reads the value of a key, or an element of an array, whose key is of no use.
    private mutating func value(of key: String) -> (any Sendable)? {
      if peek == UInt8(ascii: "{") {
        values = nil
        return object()
      }
      if peek == UInt8(ascii: "[") {
        values = nil
        return array()
      }
      let start = index
      guard let value = read(PlainValue.scalar) else { return nil }
      values?.append(Value(key: key, range: start..<index))
      return value
    }

    private mutating func read<Value>(
      _ value: (Span<UInt8>, inout Int) -> Value?
    ) -> Value? {
      let bytes = bytes
      return value(bytes.span, &index)
    }

    private mutating func skipSpaces() {
      while peek == UInt8(ascii: " ") { index += 1 }
    }
  }
}
