/// Where the shell's text goes.
///
/// Nothing else of the shell prints.
package protocol ShellOutput: Sendable {
  /// Takes results.
  func write(_ text: String)

  /// Takes diagnostics. What was written before comes before them.
  func writeDiagnostic(_ text: String)

  /// Hands on what is kept back. Called before the shell waits for something.
  func flush()

  /// Whether nobody reads the results any more.
  var isClosed: Bool { get }
}
