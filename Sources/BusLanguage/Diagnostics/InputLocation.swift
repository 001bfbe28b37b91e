/// How a message says where in the input something is wrong.
package enum InputLocation: Sendable {
  /// By name, line and column of a script.
  case script(String)

  /// By a mark below the line that was typed last, after a prompt of this width; a line that is not
  /// in the row above any more is repeated.
  case prompt(width: Int, isLineAbove: Bool = true)

  /// The place once something else is in the row above.
  package var scrolled: InputLocation {
    if case .prompt(let width, _) = self { .prompt(width: width, isLineAbove: false) } else { self }
  }
}
