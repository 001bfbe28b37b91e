/// A reader of bytes, from the first to the last.
///
/// Inlinable, because readers in other modules go through every byte with it.
package protocol ByteReader {
  var bytes: ArraySlice<UInt8> { get }

  /// The index of the byte that comes next.
  var index: Int { get set }
}

extension ByteReader {
  /// The byte that comes next; nil at the end.
  @inlinable package var peek: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  /// Skips a byte if it comes next, and returns whether it does.
  @inlinable package mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  /// Skips a word if it comes next, and returns whether it does.
  @inlinable package mutating func skip(word: StaticString) -> Bool {
    let isHere = word.withUTF8Buffer { bytes[index...].starts(with: $0) }
    if isHere { index += word.utf8CodeUnitCount }
    return isHere
  }
}
