/// A line of text, perhaps with styles, that is broken between words.
struct WrappedText {
  private let columns: Int
  private let atoms: [Atom]

  /// The spaces before the first line.
  private let margin: Int

  /// The spaces before the others.
  private let indent: Int

  private var finished: [String] = []
  private var line = ""
  private var width = 0

  /// The spaces between the line so far and the next word.
  private var spaces = 0

  /// The escape sequence of the current style; empty if there is none.
  private var style = ""

  /// Indicates whether the line has nothing but its indent.
  private var isAtStart = true

  init(_ text: String, columns: Int, hanging: Int) {
    self.columns = columns
    let margin = text.prefix { $0 == " " }.count
    // At least half of the width is left for the text.
    self.margin = min(margin, columns / 2)
    indent = min(margin + hanging, columns / 2)
    atoms = Atom.all(in: text)
  }

  /// Indicates whether the text is wider than a line.
  var isWider: Bool { atoms.width > columns }

  var lines: [String] {
    mutating get {
      begin(at: margin)
      var rest = atoms.drop { $0.text == " " }
      while let first = rest.first {
        let part =
          first.text == " " ? rest.prefix { $0.text == " " } : rest.prefix { $0.text != " " }
        if first.text == " " { spaces += part.count } else { append(part) }
        rest = rest.dropFirst(part.count)
      }
      return finished + [line]
    }
  }

  private mutating func append(_ word: ArraySlice<Atom>) {
    var rest = word
    while rest.width > columns - indent {
      let part = rest.beginning(in: columns - width - spaces, isAlone: isAtStart)
      place(part)
      rest = rest.dropFirst(part.count)
      if rest.isEmpty { return }
      breakLine()
    }
    if !isAtStart, width + spaces + rest.width > columns { breakLine() }
    place(rest)
  }

  private mutating func place(_ part: ArraySlice<Atom>) {
    if part.isEmpty { return }
    line += String(repeating: " ", count: spaces)
    width += spaces + part.width
    spaces = 0
    for atom in part {
      line += atom.text
      if atom.isStyle { style = atom.text == Palette.reset ? "" : atom.text }
    }
    isAtStart = false
  }

  private mutating func breakLine() {
    finished.append(line + (style.isEmpty ? "" : Palette.reset))
    begin(at: indent)
    line += style
  }

  private mutating func begin(at column: Int) {
    line = String(repeating: " ", count: column)
    width = column
    spaces = 0
    isAtStart = true
  }
}

/// A character, or an escape sequence.
private struct Atom {
  let text: String
  let width: Int

  var isStyle: Bool { width == 0 && text.hasPrefix("\u{1b}") }

  static func all(in text: String) -> [Atom] {
    var atoms: [Atom] = []
    var sequence = ""
    for character in text {
      if character == "\u{1b}" || !sequence.isEmpty {
        sequence.append(character)
        guard character == "m" else { continue }
        atoms.append(Atom(text: sequence, width: 0))
        sequence = ""
      } else {
        let text = String(character)
        atoms.append(Atom(text: text, width: text.displayWidth))
      }
    }
    return atoms
  }
}

extension Collection<Atom> {
  fileprivate var width: Int { reduce(0) { $0 + $1.width } }
}

extension ArraySlice<Atom> {
  /// Returns as much of a word as fits, up to its last comma there; without a comma it is broken
  /// anywhere if it begins a line, and not at all otherwise.
  fileprivate func beginning(in columns: Int, isAlone: Bool) -> Self {
    var rest = columns
    let fitting = prefix { atom in
      rest -= atom.width
      return rest >= 0
    }
    if let comma = fitting.lastIndex(where: { $0.text == "," }) { return fitting[...comma] }
    return isAlone ? prefix(Swift.max(1, fitting.count)) : prefix(0)
  }
}
