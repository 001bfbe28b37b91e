extension String {
  /// The text's lines without their ends, which are line feeds, perhaps with a carriage return
  /// before them.
  package var textLines: [String] {
    split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
  }
}

extension [String] {
  /// The lines as one text, each with its end.
  package var linesText: String { map { $0 + "\n" }.joined() }
}
