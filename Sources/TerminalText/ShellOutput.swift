/// The destination of the shell's text.
///
/// All text that the shell prints goes through it.
package protocol ShellOutput: Sendable {
  /// The traits of the destination of results.
  var results: OutputTraits { get }

  /// The traits of the destination of diagnostics.
  var diagnostics: OutputTraits { get }

  /// Writes results.
  func write(_ text: String)

  /// Writes results that are UTF-8 already.
  func write(utf8 text: [UInt8])

  /// Writes diagnostics, after everything that was written before.
  func writeDiagnostic(_ text: String)

  /// Writes the buffered text; the shell calls it before it waits for something.
  func flush()

  /// Clears the screen, if results go to one that can be cleared.
  func clearScreen()

  /// Indicates whether nobody reads the results any more.
  var isClosed: Bool { get }
}

extension ShellOutput {
  package func write(utf8 text: [UInt8]) {
    write(String(decoding: text, as: UTF8.self))
  }

  package func clearScreen() {}
}

/// The traits of a destination of text.
package struct OutputTraits: Sendable {
  package var isTerminal: Bool

  /// Indicates whether text is coloured there, unless the user chooses otherwise.
  package var wantsColor: Bool

  /// The maximum width of a line in columns; nil if there is none.
  package var columns: Int?

  package init(isTerminal: Bool = false, wantsColor: Bool = false, columns: Int? = nil) {
    self.isTerminal = isTerminal
    self.wantsColor = wantsColor
    self.columns = columns
  }
}
