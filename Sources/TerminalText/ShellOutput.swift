/// Where the shell's text goes.
///
/// Nothing else of the shell prints.
package protocol ShellOutput: Sendable {
  /// What results go to.
  var results: OutputTraits { get }

  /// What diagnostics go to.
  var diagnostics: OutputTraits { get }

  /// How wide the results may be; nil if nobody cares.
  var columns: Int? { get }

  /// Takes results.
  func write(_ text: String)

  /// Takes diagnostics. What was written before comes before them.
  func writeDiagnostic(_ text: String)

  /// Hands on what is kept back. Called before the shell waits for something.
  func flush()

  /// Whether nobody reads the results any more.
  var isClosed: Bool { get }
}

/// What is known of the place that text goes to.
package struct OutputTraits: Sendable {
  package var isTerminal: Bool

  /// Whether text is to be coloured there, unless the user chooses otherwise.
  package var wantsColor: Bool

  package init(isTerminal: Bool = false, wantsColor: Bool = false) {
    self.isTerminal = isTerminal
    self.wantsColor = wantsColor
  }
}
