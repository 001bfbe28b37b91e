import Events
import TerminalText

/// Reads the values of JSON that most payloads have, in their plainest form: strings without
/// escapes, integers that certainly fit, decimals, `true`, `false` and `null`.
///
/// Each function reads a value that begins at an index, and moves the index behind it. The result is
/// nil if the value is unusual or wrong, and the index is then of no use.
enum PlainValue {
  /// The number of objects and arrays that may be nested.
  private static let maximumDepth = 8

  /// Reads a value.
  @inline(__always)
  static func value(
    in bytes: Span<UInt8>,
    at index: inout Int,
    inside depth: Int = 1
  ) -> (any Sendable)? {
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "{"):
      var fields: [PlainField]?
      return object(in: bytes, at: &index, inside: depth, noting: &fields)
    case UInt8(ascii: "["): return array(in: bytes, at: &index, inside: depth)
    default: return scalar(in: bytes, at: &index)
    }
  }

  /// Reads an object, inside of a number of others, and adds its fields to a list unless that is nil.
  static func object(
    in bytes: Span<UInt8>,
    at index: inout Int,
    inside depth: Int = 0,
    noting fields: inout [PlainField]?
  ) -> EventData? {
    guard depth < maximumDepth, skip("{", in: bytes, at: &index) else { return nil }
    skipSpaces(in: bytes, at: &index)
    if skip("}", in: bytes, at: &index) { return [:] }
    var members: [String: any Sendable] = Dictionary(minimumCapacity: 3)
    repeat {
      skipSpaces(in: bytes, at: &index)
      guard let name = string(in: bytes, at: &index) else { return nil }
      skipSpaces(in: bytes, at: &index)
      guard skip(":", in: bytes, at: &index) else { return nil }
      skipSpaces(in: bytes, at: &index)
      let start = index
      guard let value = value(in: bytes, at: &index, inside: depth + 1),
        members.updateValue(value, forKey: name) == nil
      else { return nil }
      fields?.append(PlainField(name: name, value: start..<index))
      skipSpaces(in: bytes, at: &index)
    } while skip(",", in: bytes, at: &index)
    return skip("}", in: bytes, at: &index) ? EventData(withoutNil: members) : nil
  }

  private static func array(
    in bytes: Span<UInt8>,
    at index: inout Int,
    inside depth: Int
  ) -> [any Sendable]? {
    guard depth < maximumDepth, skip("[", in: bytes, at: &index) else { return nil }
    skipSpaces(in: bytes, at: &index)
    if skip("]", in: bytes, at: &index) { return [] }
    var elements: [any Sendable] = []
    repeat {
      skipSpaces(in: bytes, at: &index)
      guard let element = value(in: bytes, at: &index, inside: depth + 1) else { return nil }
      elements.append(element)
      skipSpaces(in: bytes, at: &index)
    } while skip(",", in: bytes, at: &index)
    return skip("]", in: bytes, at: &index) ? elements : nil
  }

  /// Reads a value that has no parts.
  @inline(__always)
  private static func scalar(in bytes: Span<UInt8>, at index: inout Int) -> (any Sendable)? {
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""): return string(in: bytes, at: &index)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = index
      if let integer = integer(in: bytes, at: &index) { return integer }
      index = start
      return decimal(in: bytes, at: &index)
    case UInt8(ascii: "t"): return skip("true", in: bytes, at: &index) ? true : nil
    case UInt8(ascii: "f"): return skip("false", in: bytes, at: &index) ? false : nil
    case UInt8(ascii: "n"): return skip("null", in: bytes, at: &index) ? EventData.Null() : nil
    default: return nil
    }
  }

  /// Reads a string, from its opening to its closing quote.
  private static func string(in bytes: Span<UInt8>, at index: inout Int) -> String? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
    let start = index + 1
    var (end, all) = (start, 0 as UInt8)
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      guard bytes[end] >= 0x20, bytes[end] != UInt8(ascii: "\\") else { return nil }
      all |= bytes[end]
      end += 1
    }
    guard end < bytes.count else { return nil }
    index = end + 1
    let text = bytes.extracting(start..<end)
    return all < 0x80 ? String(ascii: text) : String(utf8: text)
  }

  private static func integer(in bytes: Span<UInt8>, at index: inout Int) -> Int? {
    let maximumDigits = 18
    let isNegative = bytes[index] == UInt8(ascii: "-")
    let start = isNegative ? index + 1 : index
    var (end, value) = (start, 0)
    while end < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[end] {
      guard end - start < maximumDigits else { return nil }
      value = value * 10 + Int(bytes[end] - UInt8(ascii: "0"))
      end += 1
    }
    guard end > start, end - start == 1 || bytes[start] != UInt8(ascii: "0") else { return nil }
    index = end
    if end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): return nil
      default: break
      }
    }
    // Minus zero is a Double.
    if isNegative { return value == 0 ? nil : -value }
    return value
  }

  /// Reads a number with a fraction or an exponent, or with both.
  private static func decimal(in bytes: Span<UInt8>, at index: inout Int) -> Double? {
    let start = index
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    let first = index
    guard skipDigits(in: bytes, at: &index) else { return nil }
    let end = index
    guard end - first == 1 || bytes[first] != UInt8(ascii: "0") else { return nil }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard skipDigits(in: bytes, at: &index) else { return nil }
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-")
      {
        index += 1
      }
      guard skipDigits(in: bytes, at: &index) else { return nil }
    }
    guard index > end, let value = Double(String(ascii: bytes.extracting(start..<index))),
      value.isFinite
    else { return nil }
    return value
  }

  private static func skipDigits(in bytes: Span<UInt8>, at index: inout Int) -> Bool {
    let start = index
    while index < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index] { index += 1 }
    return index > start
  }

  private static func skipSpaces(in bytes: Span<UInt8>, at index: inout Int) {
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
  }

  /// Skips a word of ASCII if it comes next, and returns whether it does.
  @inline(__always)
  static func skip(_ word: StaticString, in bytes: Span<UInt8>, at index: inout Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - index >= count else { return false }
    let start = index
    let isHere = word.withUTF8Buffer { word in
      for place in 0..<count where bytes[start + place] != word[place] { return false }
      return true
    }
    if isHere { index += count }
    return isHere
  }
}
