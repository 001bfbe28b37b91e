extension String {
  /// The maximum width of a line of prose in columns: it fits a terminal that nobody has widened.
  package static let proseWidth = 80

  /// The text as lines of prose, broken between words.
  ///
  /// Consecutive lines are one paragraph, which is broken at new places. A line that begins with a
  /// space, as in a list, stays as it is.
  package var prose: [String] {
    var lines: [String] = []
    var paragraph: [Substring] = []
    func endParagraph() {
      lines += Self.wrapped(paragraph, Self.proseWidth)
      paragraph = []
    }
    for line in textLines {
      if line.isEmpty || line.hasPrefix(" ") {
        endParagraph()
        lines.append(line)
      } else {
        paragraph += line.split(separator: " ")
      }
    }
    endParagraph()
    return lines
  }

  /// Returns the text, which is one paragraph, as lines of at most a given number of columns; a
  /// longer word is a line of its own.
  package func wrapped(_ columns: Int) -> [String] {
    Self.wrapped(split(separator: " "), columns)
  }

  private static func wrapped(_ words: [Substring], _ columns: Int) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.displayWidth + 1 + word.displayWidth <= columns {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
