/// The characters that a terminal sends for one key, from Escape on (ECMA-48, and what xterm, rxvt
/// and the Linux console make of it).
package struct KeySequence: Sendable {
  /// The characters so far.
  package private(set) var text = "\u{1b}"

  private var state = State.begun

  private enum State {
    /// Escape came, or Escape twice, as some terminals send it for Alt.
    case begun

    /// `ESC [`, and perhaps numbers.
    case control

    /// `ESC O`, and perhaps numbers.
    case function

    /// `ESC [ [`.
    case console

    /// The key is known now.
    case whole

    /// It is no such key, but the Escape key and others.
    case other
  }

  package init() {}

  /// Whether more characters may belong to it.
  package var isOpen: Bool { state != .whole && state != .other }

  /// Whether it is a key; otherwise its characters are keys of their own.
  package var isKey: Bool { state == .whole }

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
