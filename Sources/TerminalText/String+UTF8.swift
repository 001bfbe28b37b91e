extension String {
  /// The text of bytes, or nil if they are not UTF-8.
  ///
  /// It does what `String(validating:as:)` does, which is generic and takes three times as long for
  /// a word.
  package init?(utf8 bytes: Span<UInt8>) {
    guard let text = try? UTF8Span(validating: bytes) else { return nil }
    self.init(copying: text)
  }
}

extension Span<UInt8> {
  /// Whether the bytes are text in UTF-8.
  package var isUTF8: Bool { (try? UTF8Span(validating: self)) != nil }
}
