extension String {
  /// The text without anything that a terminal would act on.
  ///
  /// Control characters, line and paragraph separators, marks that change the writing direction and
  /// invisible characters become escapes as in a Swift string. Everything else, emoji included,
  /// stays.
  package var escaped: String { escaped(where: \.actsOnTerminals) }

  private func escaped(where mustBeEscaped: (Unicode.Scalar) -> Bool) -> String {
    // Most texts are printable ASCII, which needs no escape.
    if isPrintableASCII { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      guard mustBeEscaped(scalar) else {
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

extension String {
  /// The text as messages quote it: escaped, unusual spaces too, and cut if it is long.
  package var cited: String {
    let beginning = unicodeScalars.prefix(Self.maximumCitation + 1)
    let isLong = beginning.count > Self.maximumCitation
    let shown = isLong ? String(String.UnicodeScalarView(beginning.dropLast())) : self
    return shown.escaped { $0.actsOnTerminals || $0.isDeceptive } + (isLong ? "…" : "")
  }

  private static let maximumCitation = 80
}

extension Unicode.Scalar {
  /// Indicates whether a terminal may do something other than show the character.
  package var actsOnTerminals: Bool {
    switch value {
    case 0x20..<0x7f: false
    case 0..<0x20, 0x7f..<0xa0: true
    // Joiners, and the selectors of text or emoji style: words and emoji are made with them.
    case 0x200c, 0x200d, 0xfe0e, 0xfe0f: false
    default: !isVisibleFormat && isUnseen
    }
  }

  /// Indicates whether the character is visible although it is in the category of invisible ones.
  var isVisibleFormat: Bool {
    switch value {
    case 0x600...0x605, 0x6dd, 0x70f, 0x890...0x891, 0x8e2: true
    default: false
    }
  }

  /// Indicates whether the character is invisible: it changes the writing direction, hides or
  /// separates text, or is not a character at all.
  private var isUnseen: Bool {
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator: true
    default: properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
    }
  }
}
