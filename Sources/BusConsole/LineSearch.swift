/// A search in the history while its pattern is typed; libedit keeps the pattern in the line.
enum LineSearch {
  /// A search whose hit is the line, and whose pattern stands below it.
  case incremental

  /// vi's search, whose pattern replaces the line; its length.
  case pattern(Int)

  /// Creates the search that a line shows, if it shows one.
  init?(_ line: [Unicode.Scalar], cursor: Int, isVi: Bool) {
    let lastLine = line.suffix(while: { $0 != "\n" })
    let start = String(String.UnicodeScalarView(lastLine.prefix(4)))
    if lastLine.count < line.count, ["bck:", "bck?", "fwd:", "fwd?"].contains(start) {
      self = .incremental
    } else if isVi, line.count >= 3, line[0] == "\n", line[1] == "/" || line[1] == "?",
      line.last == " ", cursor == line.count - 1
    {
      self = .pattern(line.count - 3)
    } else {
      return nil
    }
  }
}

extension [Unicode.Scalar] {
  /// Returns the longest end of the array whose elements all satisfy a condition.
  fileprivate func suffix(while isRight: (Unicode.Scalar) -> Bool) -> ArraySlice<Unicode.Scalar> {
    self[(lastIndex { !isRight($0) }.map { $0 + 1 } ?? 0)...]
  }
}
