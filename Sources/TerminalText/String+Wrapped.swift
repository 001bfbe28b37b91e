extension String {
  /// The maximum width of a line of prose in columns: it fits a terminal that nobody has widened.
  package static let proseWidth = 80

  /// Returns the text as lines of prose of at most a number of columns, and at most
  /// ``proseWidth``.
  ///
  /// Consecutive lines are one paragraph, which is broken at new places. Lines that begin with a
  /// space are the rows of a list, whose columns have two spaces between them.
  package func prose(_ columns: Int?) -> [String] {
    let columns = min(columns ?? Self.proseWidth, Self.proseWidth)
    var lines: [String] = []
    var paragraph: [String] = []
    var list: [[Cell]] = []
    func endBlock() {
      if !paragraph.isEmpty { lines += paragraph.joined(separator: " ").wrapped(columns) }
      lines += Columns.aligned(list, columns: columns - 2).map { "  " + $0 }
      (paragraph, list) = ([], [])
    }
    for line in textLines {
      if line.hasPrefix("  ") {
        if !paragraph.isEmpty { endBlock() }
        list.append(Self.cells(ofListLine: line.dropFirst(2)))
      } else {
        if line.isEmpty || !list.isEmpty { endBlock() }
        if line.isEmpty { lines.append(line) } else { paragraph.append(line) }
      }
    }
    endBlock()
    return lines
  }

  /// Returns the cells of a row of a list; one that begins with spaces has an empty first cell.
  private static func cells(ofListLine line: Substring) -> [Cell] {
    let texts = line.split(separator: "  ").map { Cell(String($0.drop { $0 == " " })) }
    return line.hasPrefix("  ") ? [Cell("")] + texts : texts
  }

  /// Returns a line as lines of at most a number of columns, broken between words.
  ///
  /// The lines after the first are indented as the first one is, and by more columns if need be. A
  /// word that is wider than a line is broken, after a comma if there is one.
  ///
  /// - Parameters:
  ///   - columns: The maximum width; nil if there is none.
  ///   - hanging: The number of columns by which the lines after the first are indented further.
  /// - Returns: The lines; a style that continues over several lines ends and begins again with
  ///   each.
  package func wrapped(_ columns: Int?, hanging: Int = 0) -> [String] {
    guard let columns, utf8.count > columns else { return [self] }
    var text = WrappedText(self, columns: max(1, columns), hanging: hanging)
    return text.isWider ? text.lines : [self]
  }
}

extension [String] {
  /// Returns the lines, each of which is wrapped by itself.
  package func wrapped(_ columns: Int?, hanging: Int = 0) -> [String] {
    columns == nil ? self : flatMap { $0.wrapped(columns, hanging: hanging) }
  }
}
