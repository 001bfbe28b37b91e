/// Text that is pasted into a line.
package enum PastedText {
  /// Returns the text as a part of the line, without a line break at the end and without characters
  /// that a terminal would act on.
  package static func line(_ text: [Unicode.Scalar]) -> String {
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text {
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
}
