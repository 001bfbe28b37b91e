import Glibc

/// Folders of the file system.
enum Directory {
  /// A path as a shell would understand it, with the user's folder for `~` at its beginning.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = Environment.variable("HOME") else { return path }
    return home + path.dropFirst()
  }

  /// The names in a folder, in alphabetical order, those of folders with a slash at the end.
  ///
  /// - Parameter path: The folder's path with a slash at the end, or nothing for the current one.
  /// - Returns: The names; none if the folder cannot be read.
  @Sendable
  static func names(_ path: String) -> [String] {
    guard let directory = opendir(path.isEmpty ? "." : path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      let isDirectory = (try? FileStatus(at: path + name))?.isDirectory == true
      names.append(isDirectory ? name + "/" : name)
    }
    return names.sorted()
  }
}
