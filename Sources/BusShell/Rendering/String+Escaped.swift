extension String {
  /// The text with nothing in it that a terminal would act on.
  ///
  /// Control characters, line and paragraph separators, marks that turn the writing direction
  /// around and characters that nobody sees become escapes as in a Swift string; everything else,
  /// emoji included, stays.
  package var escaped: String {
    guard unicodeScalars.contains(where: \.actsOnTerminals) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      guard scalar.actsOnTerminals else {
        text.unicodeScalars.append(scalar)
        return
      }
      switch scalar {
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default: text += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether a terminal may do something else with the character than show it.
  var actsOnTerminals: Bool {
    switch value {
    case 0x20..<0x7f: false
    case 0..<0x20, 0x7f..<0xa0: true
    case 0xfeff, 0x200b, 0x2028, 0x2029, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
