import BusLanguage
import BusShell
import Glibc
import TerminalText

/// Files that are written whole or not at all.
enum AtomicFile {
  /// Writes a file beside the one that is meant, and puts it in its place once it is complete.
  ///
  /// What is no file, such as a device, a pipe or a link, is not replaced: it is written to.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - text: Its content.
  /// - Throws: A diagnostic if it cannot be written; the file is as it was then.
  @Sendable
  static func write(_ path: String, _ text: String) throws(Diagnostic) {
    var status = stat()
    let isThere = lstat(path, &status) == 0
    let isFile = status.st_mode & S_IFMT == S_IFREG
    let bytes = Array(text.utf8)
    let number =
      isThere && !isFile
      ? overwrite(path, bytes) : replace(path, bytes, like: isThere ? status : nil)
    if let number { throw Diagnostic("cannot write '\(path.cited)': \(errorText(number))") }
  }

  /// Replaces a file by a new one with the same owner and mode; returns the error number if that is
  /// not possible.
  private static func replace(_ path: String, _ bytes: [UInt8], like old: stat?) -> Int32? {
    let new = "\(path).\(getpid()).new"
    let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, old == nil ? 0o666 : 0o600)
    guard file >= 0 else { return errno }
    if let old {
      // Who may not give the file away keeps it.
      _ = fchown(file, old.st_uid, old.st_gid)
      fchmod(file, old.st_mode & 0o777)
    }
    let writing = StandardStreams.write(bytes, to: file)
    let closing = close(file) == 0 ? nil : errno
    let number = writing ?? closing ?? (rename(new, path) == 0 ? nil : errno)
    if number != nil { unlink(new) }
    return number
  }

  /// Writes to what is there; returns the error number if that is not possible.
  private static func overwrite(_ path: String, _ bytes: [UInt8]) -> Int32? {
    // A pipe that nobody reads would hold up who opens it.
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK
    let file = open(path, flags, 0o666)
    guard file >= 0 else { return errno }
    let writing = StandardStreams.write(bytes, to: file)
    let closing = close(file) == 0 ? nil : errno
    return writing ?? closing
  }
}
