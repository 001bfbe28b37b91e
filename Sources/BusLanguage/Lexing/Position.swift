/// A position in the input of the shell.
package struct Position: Sendable, Hashable {
  /// The line, from 1.
  package var line: Int

  /// The column, from 1, counted in bytes of UTF-8.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
