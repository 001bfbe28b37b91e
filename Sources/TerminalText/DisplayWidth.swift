extension String {
  /// The number of terminal columns that the text takes.
  package var displayWidth: Int { TerminalText.displayWidth(of: self) }
}

extension Substring {
  /// The number of terminal columns that the text takes.
  package var displayWidth: Int { TerminalText.displayWidth(of: self) }
}

private func displayWidth(of text: some StringProtocol) -> Int {
  // Each byte is a character.
  if text.isPrintableASCII { return text.utf8.count }
  return text.reduce(0) { $0 + $1.displayWidth }
}

extension Character {
  /// The width in columns.
  ///
  /// A character of several scalars is as wide as their sum, except for emoji: two columns.
  package var displayWidth: Int {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    guard scalars.index(after: scalars.startIndex) != scalars.endIndex else {
      return max(1, WidthTable.columns(of: first))
    }
    let isEmoji = scalars.dropFirst().contains { scalar in
      switch scalar.value {
      // A joiner, the selector of emoji style, the colours of skin, the second letter of a flag.
      case 0x200d, 0xfe0f, 0x1f3fb...0x1f3ff, 0x1f1e6...0x1f1ff: first.properties.isEmoji
      default: false
      }
    }
    return isEmoji ? 2 : max(1, scalars.reduce(0) { $0 + WidthTable.columns(of: $1) })
  }
}

extension String {
  /// Returns the text, or its beginning and an ellipsis if it is wider than a number of columns.
  package func cut(to columns: Int) -> String {
    if displayWidth <= columns { return self }
    var room = columns - 1
    return prefix { character in
      room -= "\(character)".displayWidth
      return room >= 0
    } + (columns > 0 ? "…" : "")
  }
}
