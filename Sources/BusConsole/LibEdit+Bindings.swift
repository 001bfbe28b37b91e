extension LibEdit {
  /// Returns the function that libedit or the user's .editrc has bound to a key or a sequence.
  func function(of keys: String, inCommandMode: Bool = false) -> String? {
    let key = keys.replacing("\\", with: "\\\\").replacing("^", with: "\\^")
    // Sequences are the same in both modes.
    let isInMap = inCommandMode && keys.unicodeScalars.count == 1
    let text = isInMap ? binding(of: key, "-a") : binding(of: key)
    let words = text.split(whereSeparator: \.isWhitespace)
    return text.hasPrefix("Unbound") ? nil : words.last.map(String.init)
  }
}
