import BusLanguage
import Glibc
import TerminalText

/// The file of commands that a prompt runs when it starts.
enum StartFile {
  /// Returns the path by the XDG Base Directory Specification; nil if the environment names no
  /// directory.
  ///
  /// A path in the environment that is not absolute is ignored.
  private static func path(for program: String) -> String? {
    if let directory = Environment.variable("XDG_CONFIG_HOME"), directory.hasPrefix("/") {
      return "\(directory)/\(program)/rc"
    }
    guard let home = Environment.variable("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home)/.config/\(program)/rc"
  }

  /// Opens the file of a program; nil if there is none.
  ///
  /// - Throws: A diagnostic if it cannot be read.
  static func open(
    for program: String,
    output: any ShellOutput
  ) throws(Diagnostic) -> ScriptReader? {
    guard let path = path(for: program) else { return nil }
    do throws(Errno) {
      guard try FileStatus(at: path).isRegular else {
        throw Errno(code: access(path, R_OK) == 0 ? EINVAL : EACCES)
      }
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      throw Diagnostic("cannot read '\(path.cited)': \(error.text)")
    }
    return try ScriptReader(path, output: output)
  }
}
