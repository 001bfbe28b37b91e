import BusLanguage
import BusShell
import Glibc
import TerminalText

/// The file that keeps the commands typed at prompts.
///
/// Several prompts may use it at once: each appends its commands under a lock.
struct HistoryFile {
  private let path: String

  /// Creates the file that the environment names; nil if there is to be none.
  ///
  /// `BUSCTL_HISTORY`, if it is set, is the path; an empty one and `/dev/null` mean no history.
  init?() {
    guard
      let path = Environment.variable("BUSCTL_HISTORY") ?? StateDirectory.path(of: "history"),
      !path.isEmpty, path != "/dev/null"
    else { return nil }
    self.path = path
  }

  /// Returns the content of the file; an empty history if the file does not exist yet.
  ///
  /// - Throws: A diagnostic if it cannot be read.
  func load() throws(Diagnostic) -> History {
    do throws(Errno) {
      let bytes = try FileDescriptor.contents(ofRegularFileAt: path)
      let history = History(text: bytes)
      // Trimmed only when it is worth the work.
      if bytes.count(where: { $0 == UInt8(ascii: "\n") }) > 2 * History.capacity { try trim() }
      return history
    } catch {
      if error.code == ENOENT { return History() }
      throw failure(error)
    }
  }

  /// Appends an entry.
  ///
  /// - Throws: A diagnostic if it cannot be written.
  func append(_ entry: String) throws(Diagnostic) {
    do throws(Errno) {
      StateDirectory.createDirectories(above: path)
      try withLock { file throws(Errno) in
        // A writer that crashed may have left a partial line.
        var last = UInt8(ascii: "\n")
        let end = lseek(file.rawValue, 0, SEEK_END)
        if end > 0 { pread(file.rawValue, &last, 1, end - 1) }
        let start = last == UInt8(ascii: "\n") ? "" : "\n"
        try file.write(start + History.line(of: entry))
      }
    } catch {
      throw failure(error)
    }
  }

  private func failure(_ error: Errno) -> Diagnostic {
    Diagnostic("the history is not kept in '\(path.escaped)': \(error.text)")
  }

  /// Rewrites the file with only the entries that are still kept.
  private func trim() throws(Errno) {
    try withLock { _ throws(Errno) in
      let new = path + ".new"
      unlink(new)
      let history = History(text: try FileDescriptor.contents(ofRegularFileAt: path))
      let file = try FileDescriptor(creating: new, permissions: 0o600)
      try AtomicFile.complete(file, at: new, with: history.text, replacing: path)
    }
  }

  /// Opens the file, creating it if necessary, and holds its lock while a closure runs.
  private func withLock(_ body: (FileDescriptor) throws(Errno) -> Void) throws(Errno) {
    while true {
      let file = try FileDescriptor(
        opening: path,
        O_RDWR | O_APPEND | O_CREAT,
        permissions: 0o600
      )
      defer { try? file.close() }
      try file.checkIsRegular()
      guard flock(file.rawValue, LOCK_EX) == 0 else { throw Errno.current }
      // Another process may have replaced the file while this one waited for the lock.
      guard let locked = try? FileStatus(of: file), let named = try? FileStatus(at: path),
        locked.inode == named.inode
      else { continue }
      return try body(file)
    }
  }
}
