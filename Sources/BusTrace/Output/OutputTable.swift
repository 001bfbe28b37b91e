package import TerminalText

/// Rows of named values: in text a line each, in JSON Lines an object each.
///
/// The output of a command that lists things needs no code in the renderers.
package struct OutputTable: Sendable {
  package struct Field: Sendable {
    let name: String
    let value: (any Sendable)?

    /// The field in text; nil to leave it out there.
    let cell: Cell?

    /// Creates a field.
    ///
    /// - Parameters:
    ///   - name: The key in JSON; empty to leave the field out there.
    ///   - value: The value in JSON; a nil value is left out.
    ///   - cell: The field in text; nil to leave it out there.
    package init(_ name: String, _ value: (any Sendable)?, _ cell: Cell?) {
      self.name = name
      self.value = value
      self.cell = cell
    }

    /// Creates a field that only text has.
    package init(_ cell: Cell) {
      self.init("", nil, cell)
    }
  }

  /// The kind of the objects.
  let kind: String

  /// The rows; one without a cell is left out in text, and one without a name in JSON.
  let rows: [[Field]]

  /// The line below the rows, in text only.
  let footer: String?

  package init(kind: String, _ rows: [[Field]], footer: String? = nil) {
    self.kind = kind
    self.rows = rows
    self.footer = footer
  }
}
