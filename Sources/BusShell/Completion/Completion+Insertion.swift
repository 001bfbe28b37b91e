extension Completion {
  /// Returns the text to insert before a text that may be its end already, and the number of
  /// characters of that text which the cursor passes.
  ///
  /// The end of a word, such as a closing quote, is not inserted twice.
  package func insertion(before rest: String) -> (text: String, passed: Int) {
    let text = Array(insertion)
    let rest = Array(rest)
    var end = text.count
    while end > 0 {
      for count in (1...end).reversed() where rest.starts(with: text[(end - count)..<end]) {
        return (String(text[..<(end - count)]), count)
      }
      // Only punctuation may be left out.
      guard "\": ".contains(text[end - 1]) else { break }
      end -= 1
    }
    return (insertion, 0)
  }
}
