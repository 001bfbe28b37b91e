/// The way in which a message points to a place in the input.
package enum InputLocation: Sendable {
  /// By the name of the script, line and column.
  case script(String)

  /// By a mark below the line that was typed last, after a prompt of this width; a line that is not
  /// in the row above any more is repeated, and one that needs several rows is repeated in part.
  case prompt(width: Int, isLineAbove: Bool = true, columns: Int? = nil)

  /// Returns a path relative to this place: in a script, relative to the directory of the script.
  package func resolved(_ path: String) -> String {
    guard case .script(let name) = self, path != "-", !path.hasPrefix("/"), !path.hasPrefix("~/"),
      let slash = name.lastIndex(of: "/")
    else { return path }
    return name[...slash] + path
  }

  package var isPrompt: Bool {
    if case .prompt = self { true } else { false }
  }

  /// The location once something else is in the row above.
  package var scrolled: InputLocation {
    guard case .prompt(let width, _, let columns) = self else { return self }
    return .prompt(width: width, isLineAbove: false, columns: columns)
  }
}
