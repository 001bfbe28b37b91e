import Glibc

/// The directory for the program's state by the XDG Base Directory Specification.
enum StateDirectory {
  /// Returns the path of a file in it, or nil if the environment does not name the directory.
  ///
  /// A path in the environment that is not absolute is ignored.
  static func path(of name: String, for program: String) -> String? {
    if let states = Environment.variable("XDG_STATE_HOME"), states.hasPrefix("/") {
      return "\(states)/\(program)/\(name)"
    }
    guard let home = Environment.variable("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home)/.local/state/\(program)/\(name)"
  }

  /// Creates the directories above a file, readable only by the user.
  static func createDirectories(above path: String) {
    for index in path.indices.dropFirst() where path[index] == "/" {
      mkdir(String(path[..<index]), 0o700)
    }
  }
}
