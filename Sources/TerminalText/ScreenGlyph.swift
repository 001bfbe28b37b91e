/// A character as a screen shows it.
package struct ScreenGlyph: Sendable, Equatable {
  /// The text to write for it.
  package let text: String

  /// The width in columns.
  package let width: Int

  package var style: Palette.Style?

  /// The number of columns that must be free for it: more than the width if some terminals draw it
  /// wider.
  let reach: Int

  package init(_ text: String, width: Int, style: Palette.Style? = nil, reach: Int? = nil) {
    (self.text, self.width, self.style, self.reach) = (text, width, style, reach ?? width)
  }

  /// Indicates whether some terminals take another number of columns for it.
  package var isUncertain: Bool { reach > width }

  /// Returns whether two glyphs are written with the same scalars in the same style.
  ///
  /// Two spellings of one character are equal strings, but not every terminal draws them alike.
  package static func == (a: ScreenGlyph, b: ScreenGlyph) -> Bool {
    a.width == b.width && a.reach == b.reach && a.style == b.style
      && a.text.utf8.elementsEqual(b.text.utf8)
  }
}

extension ScreenGlyph {
  /// Returns the glyph at an index of a text, and the number of scalars that it stands for.
  ///
  /// - Parameters:
  ///   - index: The index, at which a character begins that is not a line break.
  ///   - text: The text.
  ///   - column: The column where the glyph begins, which decides how wide a tab is.
  ///   - columns: The width of the screen, to which a glyph is limited.
  /// - Returns: The glyph and the count.
  static func next(
    at index: Int,
    of text: [Unicode.Scalar],
    column: Int,
    columns: Int
  ) -> (glyph: ScreenGlyph, count: Int) {
    let (glyph, count) = unlimited(at: index, of: text, column: column, columns: columns)
    return (glyph.reach > columns ? ScreenGlyph("?", width: 1) : glyph, count)
  }

  private static func unlimited(
    at index: Int,
    of text: [Unicode.Scalar],
    column: Int,
    columns: Int
  ) -> (ScreenGlyph, Int) {
    let scalar = text[index]
    let isLast = index + 1 == text.count
    switch scalar.value {
    case 0x20..<0x7f where isLast || text[index + 1].value < 0x300:
      return (ScreenGlyph(String(scalar), width: 1), 1)
    case 0x9:
      let width = max(1, min(8 - column % 8, columns - column))
      return (ScreenGlyph(String(repeating: " ", count: width), width: width), 1)
    case 0..<0x20, 0x7f:
      let letter = Unicode.Scalar(UInt8(scalar.value) ^ 0x40)
      return (ScreenGlyph("^\(letter)", width: 2), 1)
    case _ where scalar.actsOnTerminals:
      let text = String(scalar).escaped
      return (ScreenGlyph(text, width: text.utf8.count), 1)
    default:
      return cluster(at: index, of: text)
    }
  }

  /// Returns the glyph of a character that may consist of several scalars.
  private static func cluster(at index: Int, of text: [Unicode.Scalar]) -> (ScreenGlyph, Int) {
    var end = index + 1
    while end < text.count, end - index < longestCluster, text[end].value >= 0x300,
      !text[end].actsOnTerminals
    {
      end += 1
    }
    var run = String.UnicodeScalarView()
    run.append(contentsOf: text[index..<end])
    guard let character = String(run).first else { return (ScreenGlyph("?", width: 1), 1) }
    let first = text[index]
    let count = character.unicodeScalars.count
    let hasNoBase = count > 0 && WidthTable.columns(of: first) == 0
    // A mark without a letter gets the circle with which the standard shows it.
    let shown = hasNoBase ? "\u{25cc}\(character)" : String(character)
    let width = hasNoBase ? 1 : character.displayWidth
    if count == 1, !hasNoBase, first.hasKnownWidth {
      return (ScreenGlyph(shown, width: width), 1)
    }
    // Old terminals draw each scalar of a cluster for itself, and may take 2 columns for a new one or
    // for half of a flag. One more column keeps marks from the end of the row, where terminals differ.
    let sum = shown.unicodeScalars.reduce(0) { $0 + $1.mostColumns }
    return (ScreenGlyph(shown, width: width, reach: max(width, sum) + 1), count)
  }

  /// The number of scalars after which a character is cut; no writing system needs as many.
  private static let longestCluster = 32
}

extension Unicode.Scalar {
  /// The number of columns in the terminal that takes the most for it.
  fileprivate var mostColumns: Int {
    let columns = WidthTable.columns(of: self)
    return hasKnownWidth ? columns : max(2, columns)
  }

  /// Indicates whether all terminals agree on the number of columns, those of 2019 included.
  fileprivate var hasKnownWidth: Bool {
    switch value {
    // Wide only since Unicode 16.
    case 0x2630...0x2637, 0x268a...0x268f, 0x4dc0...0x4dff, 0x1d300...0x1d376: false
    // The halves of flags, and emoji of which some are newer.
    case 0x1f1e6...0x1f1ff, 0x1f6d3...0x1f6ff, 0x1f7d0...0x1f7ff, 0x1f900...0x1f90f,
      0x1f971...0x1f97f, 0x1f9a3...0x1f9cf, 0x1fa00...0x1ffff:
      false
    default:
      switch properties.generalCategory {
      case .unassigned, .privateUse, .spacingMark: false
      default: true
      }
    }
  }
}
