/// Text that is pasted into a line.
package enum PastedText {
  /// Returns the text as a part of the line, without a line break at the end and without characters
  /// that a terminal would act on.
  package static func line(_ text: [Unicode.Scalar]) -> String {
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in withoutDoubledEnds(text) {
      defer { previous = scalar }
      switch scalar {
      // The second half of a CR LF line break.
      case "\n" where previous == "\r": break
      case "\n", "\r": line.append("\n")
      case "\t": line.append(" ")
      case _ where scalar.actsOnTerminals: break
      default: line.append(scalar)
      }
    }
    if line.last == "\n" { line.removeLast() }
    return String(line)
  }

  /// Returns the text with one character for each line end.
  ///
  /// Terminals send a carriage return for each character of a line end, so two of them for the two
  /// characters of CR LF. If there are no single ones at all, the lines have ended in CR LF.
  private static func withoutDoubledEnds(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let runs = text.split(omittingEmptySubsequences: true) { $0 != "\r" }
    guard !text.contains("\n"), text.contains(where: { $0 != "\r" }),
      runs.allSatisfy({ $0.count.isMultiple(of: 2) })
    else { return text }
    var isSecond = false
    return text.filter { scalar in
      isSecond = scalar == "\r" && !isSecond
      return scalar != "\r" || isSecond
    }
  }
}
