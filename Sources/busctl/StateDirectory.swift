import Glibc

/// Where the XDG Base Directory Specification has what a program remembers.
enum StateDirectory {
  /// The path of a file there; nil if the environment does not say where that is.
  ///
  /// A path in the environment that is not absolute counts for nothing.
  static func path(of name: String) -> String? {
    if let states = variable("XDG_STATE_HOME"), states.hasPrefix("/") {
      return "\(states)/busctl/\(name)"
    }
    guard let home = variable("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home)/.local/state/busctl/\(name)"
  }

  static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Creates the folders above a file, for nobody else to read.
  static func createDirectories(above path: String) {
    for index in path.indices.dropFirst() where path[index] == "/" {
      mkdir(String(path[..<index]), 0o700)
    }
  }
}
