extension JSONParser {
  /// Reads a string from its opening to its closing quote.
  mutating func string() throws(JSONError) -> String {
    index += 1
    var first = index
    var text = ""
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        let rest = String(decoding: bytes[first..<index], as: UTF8.self)
        index += 1
        return text.isEmpty ? rest : text + rest
      case UInt8(ascii: "\\"):
        text += String(decoding: bytes[first..<index], as: UTF8.self)
        text.unicodeScalars.append(try escapedScalar())
        first = index
      case 0..<0x20:
        let escape = byte == UInt8(ascii: "\n") ? "\\n" : "an escape"
        throw failure("expected \(escape) in the string or its closing quote, found \(found)")
      default: index += 1
      }
    }
    throw failure("expected the closing quote of the string, found \(found)")
  }

  private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
    let first = index
    index += 1
    guard let byte = peek else { throw failure("expected an escape, found \(found)") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default:
      index = first
      throw failure("expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u in the string")
    }
    var units = [try hexUnit()]
    if UTF16.isLeadSurrogate(units[0]), skip(word: "\\u") { units.append(try hexUnit()) }
    guard let text = String(validating: units, as: UTF16.self),
      let scalar = text.unicodeScalars.first
    else {
      index = first
      throw failure("expected a pair of surrogates, found half of one")
    }
    return scalar
  }

  private mutating func hexUnit() throws(JSONError) -> UInt16 {
    let digits = bytes[index...].prefix(4)
    let isHex = digits.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
    guard digits.count == 4, isHex,
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("expected four hexadecimal digits after \\u") }
    index += 4
    return unit
  }
}
