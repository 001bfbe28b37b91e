import EventJSON
import Events
import TerminalText

/// The command that most lines of long scripts are, read in one pass: `emit EVENT {…}` in its
/// plainest form.
///
/// An optimization of ``CommandReader``, with a result only for lines that ``Lexer`` and
/// ``CommandParser`` understand in the same way. All else is left to them, and all errors with it.
struct PlainEmission: ByteReader {
  let bytes: ArraySlice<UInt8>
  var index: Int

  /// The number of objects around the current one.
  private var depth = 0

  private static let maximumDepth = 8

  private init(_ line: [UInt8]) {
    bytes = line[...]
    index = 0
  }

  /// Returns the command that a line is, or nil if the line is unusual or wrong.
  static func command(in line: [UInt8]) -> Command? {
    var reader = PlainEmission(line)
    guard reader.skip(word: "emit "), let event = reader.event(), reader.skip(UInt8(ascii: " ")),
      let data = reader.object(), reader.index == line.count
    else { return nil }
    return .emit(event, data, isInBackground: false)
  }

  /// Reads a word of letters, digits and the characters that usual names have, up to a space.
  private mutating func event() -> EventName? {
    let start = index
    while let byte = peek, byte != UInt8(ascii: " ") {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: ":"):
        index += 1
      default: return nil
      }
    }
    return index > start ? EventName(text(from: start)) : nil
  }
}

// MARK: - JSON

extension PlainEmission {
  private mutating func object() -> EventData? {
    guard skip(UInt8(ascii: "{")), depth < Self.maximumDepth else { return nil }
    depth += 1
    defer { depth -= 1 }
    skipSpaces()
    if skip(UInt8(ascii: "}")) { return [:] }
    var members: [String: any Sendable] = Dictionary(minimumCapacity: 3)
    repeat {
      skipSpaces()
      guard let key = string() else { return nil }
      skipSpaces()
      guard skip(UInt8(ascii: ":")) else { return nil }
      skipSpaces()
      guard let value = value(), members.updateValue(value, forKey: key) == nil else { return nil }
      skipSpaces()
    } while skip(UInt8(ascii: ","))
    return skip(UInt8(ascii: "}")) ? EventData(withoutNil: members) : nil
  }

  private mutating func value() -> (any Sendable)? {
    switch peek {
    case UInt8(ascii: "\""): string()
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): integer()
    case UInt8(ascii: "{"): object()
    case UInt8(ascii: "t"): skip(word: "true") ? true : nil
    case UInt8(ascii: "f"): skip(word: "false") ? false : nil
    case UInt8(ascii: "n"): skip(word: "null") ? EventData.Null() : nil
    default: nil
    }
  }

  /// Reads a string of printable ASCII without escapes.
  private mutating func string() -> String? {
    guard skip(UInt8(ascii: "\"")) else { return nil }
    let start = index
    while let byte = peek, 0x20..<0x7f ~= byte, byte != UInt8(ascii: "\\") {
      if byte == UInt8(ascii: "\"") {
        defer { index += 1 }
        return text(from: start)
      }
      index += 1
    }
    return nil
  }

  /// Reads an integer that certainly fits.
  private mutating func integer() -> Int? {
    let maximumDigits = 18
    let isNegative = skip(UInt8(ascii: "-"))
    let start = index
    var value = 0
    while let byte = peek, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
      guard index - start < maximumDigits else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      index += 1
    }
    guard index > start, index - start == 1 || bytes[start] != UInt8(ascii: "0") else { return nil }
    switch peek {
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): return nil
    default: break
    }
    // Minus zero is a Double.
    if isNegative { return value == 0 ? nil : -value }
    return value
  }
}

// MARK: - Bytes

extension PlainEmission {
  private mutating func skipSpaces() {
    while peek == UInt8(ascii: " ") { index += 1 }
  }

  /// The text from a place up to here, which is ASCII.
  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<index], as: UTF8.self)
  }
}
