extension String {
  /// The number of terminal columns that the text takes.
  package var displayWidth: Int { TerminalText.displayWidth(of: self) }
}

extension Substring {
  /// The number of terminal columns that the text takes.
  package var displayWidth: Int { TerminalText.displayWidth(of: self) }
}

private func displayWidth(of text: some StringProtocol) -> Int {
  // In ASCII text without carriage returns each byte is a character.
  if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0d }) { return text.utf8.count }
  return text.reduce(0) { $0 + $1.displayWidth }
}

extension Character {
  /// The width in columns: 2 for emoji and for wide characters (East Asian Width, UAX #11), else 1.
  fileprivate var displayWidth: Int {
    guard !isASCII, let scalar = unicodeScalars.first else { return 1 }
    if scalar.properties.isEmojiPresentation { return 2 }
    return switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
      0xa000...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60,
      0xffe0...0xffe6, 0x20000...0x3fffd:
      2
    default: 1
    }
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
