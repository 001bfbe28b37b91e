extension String {
  /// Creates a string from bytes, or returns nil if they are not UTF-8.
  ///
  /// `String(validating:as:)` does the same, but it is generic and takes three times as long for a
  /// word.
  package init?(utf8 bytes: Span<UInt8>) {
    guard let text = try? UTF8Span(validating: bytes) else { return nil }
    self.init(copying: text)
  }

  /// Creates a string from bytes of ASCII, which must all be less than 128.
  ///
  /// It takes half as long as with a check.
  package init(ascii bytes: Span<UInt8>) {
    self.init(copying: UTF8Span(unchecked: bytes, isKnownASCII: true))
  }
}

extension Span<UInt8> {
  /// Indicates whether the bytes are text in UTF-8.
  package var isUTF8: Bool { (try? UTF8Span(validating: self)) != nil }

  /// The bytes as an array.
  package var array: [UInt8] { withUnsafeBufferPointer { Array($0) } }
}

extension StringProtocol {
  /// Indicates whether the text is ASCII without control characters, as most texts are.
  ///
  /// It looks at all bytes, since a loop without a way out is vectorized.
  var isPrintableASCII: Bool {
    let isPrintable = utf8.withContiguousStorageIfAvailable { bytes in
      var isPrintable = true
      for byte in bytes { isPrintable = isPrintable && 0x20..<0x7f ~= byte }
      return isPrintable
    }
    return isPrintable ?? utf8.allSatisfy { 0x20..<0x7f ~= $0 }
  }
}
