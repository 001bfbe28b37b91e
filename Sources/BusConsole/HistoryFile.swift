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
  /// `BUSCTL_HISTORY`, for a program with this name, is the path if it is set; an empty one and
  /// `/dev/null` mean no history.
  init?(of program: String) {
    guard
      let path = Environment.variable(CommandLanguage.historyVariable(of: program))
        ?? StateDirectory.path(of: "history", for: program),
      !path.isEmpty, path != "/dev/null"
    else { return nil }
    // A link stays one: the file to which it leads is the one to replace.
    let target = realpath(path, nil)
    self.path = target.map { String(cString: $0) } ?? path
    free(target)
  }

  /// Returns the content of the file; an empty history if the file does not exist yet.
  ///
  /// - Throws: A diagnostic if it cannot be read.
  func load() throws(Diagnostic) -> History {
    do throws(Errno) {
      return History(text: try end())
    } catch {
      if error.code == ENOENT { return History() }
      throw failure(error)
    }
  }

  /// The number of bytes at the end of the file that are read.
  private static let maximumSize = 8 << 20

  /// Returns the lines at the end of the file.
  private func end() throws(Errno) -> ArraySlice<UInt8> {
    let bytes = try FileDescriptor.end(ofRegularFileAt: path, limit: Self.maximumSize)
    guard bytes.count == Self.maximumSize else { return bytes[...] }
    // The first line may be the end of one.
    return bytes.drop { $0 != UInt8(ascii: "\n") }
  }

  /// Appends entries; returns false if another program has the file locked, and nothing is written.
  ///
  /// - Throws: A diagnostic if they cannot be written.
  func append(_ entries: [String]) throws(Diagnostic) -> Bool {
    do throws(Errno) {
      StateDirectory.createDirectories(above: path)
      try withLock { file throws(Errno) in
        // A writer that crashed may have left a partial line.
        var last = UInt8(ascii: "\n")
        let end = lseek(file.rawValue, 0, SEEK_END)
        if end > 0 { pread(file.rawValue, &last, 1, end - 1) }
        let start = last == UInt8(ascii: "\n") ? "" : "\n"
        try file.write(start + entries.map(History.line).joined())
      }
      return true
    } catch {
      if error.code == EWOULDBLOCK { return false }
      throw failure(error)
    }
  }

  private func failure(_ error: Errno) -> Diagnostic {
    Diagnostic("cannot keep the history in '\(path.escaped)': \(error.text)")
  }

  /// Rewrites a file that has grown long with only the entries that are still kept.
  ///
  /// Nobody has to wait for a prompt meanwhile, and the history is useful without it, too: a file
  /// that is locked, or cannot be replaced, stays long.
  func trim() {
    try? withLock { file throws(Errno) in
      let status = try FileStatus(of: file)
      // Another name of the file would keep the old content.
      guard status.linkCount == 1 else { return }
      let text = try end()
      let lineCount = text.count { $0 == UInt8(ascii: "\n") }
      // Only when it is worth the work.
      guard lineCount > 2 * History.capacity || status.size >= Self.maximumSize else { return }
      let new = path + ".new"
      unlink(new)
      let file = try FileDescriptor(creating: new, permissions: 0o600)
      let newest = Array(History.newest(of: text))
      try AtomicFile.complete(file, at: new, with: newest, replacing: path)
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
      try lock(file)
      // Another process may have replaced the file while this one waited for the lock.
      guard let locked = try? FileStatus(of: file), let named = try? FileStatus(at: path),
        locked.inode == named.inode
      else { continue }
      return try body(file)
    }
  }

  /// Locks the file, or throws `EWOULDBLOCK` if it stays locked for longer than a moment.
  private func lock(_ file: FileDescriptor) throws(Errno) {
    let maximumMilliseconds = 200
    for _ in 0..<maximumMilliseconds {
      if flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK || errno == EINTR else { throw Errno.current }
      poll(nil, 0, 1)
    }
    throw Errno(code: EWOULDBLOCK)
  }
}
