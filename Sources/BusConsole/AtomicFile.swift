import BusLanguage
import BusShell
import Glibc
import TerminalText

/// Files that are written completely or not at all.
enum AtomicFile {
  /// Writes a new file next to the old one, and renames it once it is complete.
  ///
  /// A path that is not a regular file, such as a device, a pipe or a link, is written to in place.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - text: Its new content.
  ///   - writing: The treatment of a file that exists already.
  /// - Throws: A diagnostic if it cannot be written; a regular file is unchanged then.
  @Sendable
  static func write(
    _ path: String,
    _ text: String,
    _ writing: FileWriting = .replacing
  ) throws(Diagnostic) {
    do throws(Errno) {
      let old = try? FileStatus(atLink: path)
      if let old, !old.isRegular {
        // Opened without waiting: a pipe without a reader would block.
        try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_TRUNC, permissions: 0o666)
          .writeAndClose(Array(text.utf8))
      } else {
        try replace(path, text, like: old, writing)
      }
    } catch {
      let isInTheWay = writing == .creating && error.code == EEXIST
      throw Diagnostic(
        "cannot write '\(path.cited)': \(error.text)",
        at: nil,
        isInTheWay ? .hint("--force replaces it") : nil
      )
    }
  }

  /// Replaces a file with a new one that has the same owner and permissions.
  private static func replace(
    _ path: String,
    _ text: String,
    like old: FileStatus?,
    _ writing: FileWriting
  ) throws(Errno) {
    guard old == nil || writing == .replacing else { throw Errno(code: EEXIST) }
    let new = "\(path).\(getpid()).new"
    let file = try FileDescriptor(creating: new, permissions: old == nil ? 0o666 : 0o600)
    if let old {
      // Without permission to chown, the current owner stays.
      _ = fchown(file.rawValue, old.owner, old.group)
      fchmod(file.rawValue, old.permissions)
    }
    do throws(Errno) {
      try complete(file, at: new, with: Array(text.utf8), replacing: path)
    } catch {
      unlink(new)
      throw error
    }
  }

  /// Writes the content of a file that was created under another path, and renames it.
  static func complete(
    _ file: FileDescriptor,
    at new: String,
    with bytes: [UInt8],
    replacing path: String
  ) throws(Errno) {
    try file.writeAndClose(bytes)
    guard rename(new, path) == 0 else { throw Errno.current }
  }
}
