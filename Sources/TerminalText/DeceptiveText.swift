extension Unicode.Scalar {
  /// Indicates whether a reader would take the character for a plain space, or not see it at all.
  ///
  /// ASCII control characters are not among them, except for those that are spaces.
  package var isDeceptive: Bool {
    switch value {
    case 0x09, 0x0a, 0x0d, 0x20: false
    case 0..<0x80: properties.isWhitespace
    default: properties.isWhitespace || actsOnTerminals
    }
  }

  /// The number and the name of the character in Unicode.
  package var designation: String {
    let digits = String(value, radix: 16, uppercase: true)
    let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "U+\(number) (\(properties.name?.lowercased() ?? "a control character"))"
  }
}

extension String {
  /// The first character that a reader would take for a plain space, or not see at all.
  package var deceptiveScalar: Unicode.Scalar? {
    if isPrintableASCII { return nil }
    return unicodeScalars.first(where: \.isDeceptive)
  }
}
