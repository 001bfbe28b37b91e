extension String {
  /// A phrase, such as a summary, as a sentence.
  package var asSentence: String { prefix(1).uppercased() + dropFirst() + "." }

  /// The lines of the text without their ends: a line feed, or a carriage return and a line feed.
  package var textLines: [String] {
    split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
  }
}

extension [String] {
  /// The lines as one text, each with a line feed at its end.
  package var linesText: String {
    var text = ""
    text.reserveCapacity(reduce(0) { $0 + $1.utf8.count + 1 })
    for line in self {
      text += line
      text += "\n"
    }
    return text
  }
}
