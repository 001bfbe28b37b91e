/// The characters that a terminal sends for one key, beginning with Escape.
///
/// The forms are those of ECMA-48 and of xterm, rxvt and the Linux console.
package struct KeySequence: Sendable {
  /// The characters so far.
  package private(set) var text = "\u{1b}"

  private var state = State.begun

  private enum State {
    /// Escape, or Escape twice, as some terminals send it for Alt.
    case begun

    /// `ESC [`, perhaps with numbers.
    case control

    /// `ESC O`, perhaps with numbers.
    case function

    /// `ESC [ [`.
    case console

    /// The sequence is complete.
    case whole

    /// The characters are not one key, but the Escape key and other keys.
    case other
  }

  package init() {}

  /// Indicates whether more characters may belong to the sequence.
  package var isOpen: Bool { state != .whole && state != .other }

  /// Indicates whether the sequence is one key; otherwise each of its characters is a key.
  package var isKey: Bool { state == .whole }

  /// Indicates whether more than Escape has been read, so that only a terminal can have sent it.
  package var hasIntroducer: Bool { state == .control || state == .function || state == .console }

  package mutating func append(_ character: Unicode.Scalar) {
    state = next(after: character)
    text.unicodeScalars.append(character)
  }

  private func next(after character: Unicode.Scalar) -> State {
    switch (state, character) {
    case (.begun, "\u{1b}"): text == "\u{1b}" ? .begun : .other
    case (.begun, "["): .control
    case (.begun, "O"): .function
    case (.control, "["): text.hasSuffix("[") ? .console : .whole
    case (.control, " "..."?"), (.function, "0"..."?"): state
    case (.control, "@"..."~"), (.function, "@"..."~"), (.console, "@"..."~"): .whole
    default: .other
    }
  }
}
