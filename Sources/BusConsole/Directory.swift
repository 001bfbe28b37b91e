import Glibc

/// Directories of the file system.
enum Directory {
  /// Returns a path with a leading `~` replaced by the home directory, as in a shell.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = Environment.variable("HOME") else { return path }
    return home + path.dropFirst()
  }

  /// Returns the sorted names in a directory, those of directories with a slash at the end.
  ///
  /// - Parameter path: The directory's path with a slash at the end; empty for the current one.
  /// - Returns: The names; none if the directory cannot be read.
  @Sendable
  static func names(_ path: String) -> [String] {
    let path = expanded(path)
    guard let directory = opendir(path.isEmpty ? "." : path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      // A name that is not text cannot be typed.
      guard let name, name != ".", name != ".." else { continue }
      let isDirectory = (try? FileStatus(at: path + name))?.isDirectory == true
      names.append(isDirectory ? name + "/" : name)
    }
    return names.sorted()
  }
}
