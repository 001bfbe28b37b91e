import BusShell
import Glibc

/// Files that are written whole or not at all.
enum WholeFile {
  /// Writes a file beside the one that is meant, and puts it in its place once it is complete.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - text: Its content.
  /// - Throws: A diagnostic if it cannot be written; the file is as it was then.
  @Sendable
  static func write(_ path: String, _ text: String) throws(Diagnostic) {
    let new = "\(path).\(getpid()).new"
    let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure(path, errno) }
    let writing = StandardStreams.write(Array(text.utf8), to: file)
    let closing = close(file) == 0 ? nil : errno
    if let number = writing ?? closing ?? (rename(new, path) == 0 ? nil : errno) {
      unlink(new)
      throw failure(path, number)
    }
  }

  private static func failure(_ path: String, _ number: Int32) -> Diagnostic {
    Diagnostic("cannot write '\(path.cited)': \(errorText(number))")
  }
}
