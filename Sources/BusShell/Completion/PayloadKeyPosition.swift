/// A position in a JSON object at which a key may begin.
struct PayloadKeyPosition {
  /// The index in the payload at which the key begins.
  let start: Int

  /// The keys that the object already has.
  private(set) var keys: [String] = []

  /// Finds the position at the end of an unclosed payload; nil if no key of the payload's own
  /// object can begin there.
  init?(_ payload: [UInt8]) {
    var depth = 0
    var isKey = false
    var index = 0
    while index < payload.count {
      switch payload[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        isKey = depth == 1 && payload[index] == UInt8(ascii: "{")
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): isKey = depth == 1
      case UInt8(ascii: "\""):
        guard let end = Self.endOfString(in: payload, from: index) else {
          guard isKey, depth == 1 else { return nil }
          start = index
          return
        }
        if isKey, depth == 1 {
          keys.append(String(decoding: payload[(index + 1)..<(end - 1)], as: UTF8.self))
          isKey = false
        }
        index = end
        continue
      default: break
      }
      index += 1
    }
    guard isKey, depth == 1 else { return nil }
    start = payload.count
  }

  private static func endOfString(in payload: [UInt8], from start: Int) -> Int? {
    var index = start + 1
    while index < payload.count {
      switch payload[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "\""): return index + 1
      default: index += 1
      }
    }
    return nil
  }
}
