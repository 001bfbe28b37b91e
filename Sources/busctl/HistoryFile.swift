import BusLanguage
import BusShell
import Glibc
import TerminalText

/// The file in which the commands typed at prompts are kept.
///
/// Several prompts may use it at once: each adds its commands at the end, under a lock.
struct HistoryFile {
  private let path: String

  /// The file that the environment names; nil if there is to be none.
  ///
  /// `BUSCTL_HISTORY`, if it is set, is the path; an empty one and `/dev/null` mean none.
  init?() {
    guard
      let path = Environment.variable("BUSCTL_HISTORY") ?? StateDirectory.path(of: "history"),
      !path.isEmpty, path != "/dev/null"
    else { return nil }
    self.path = path
  }

  /// What the file has; nothing if it does not exist yet.
  ///
  /// - Throws: A diagnostic if it cannot be read.
  func load() throws(Diagnostic) -> History {
    do throws(Errno) {
      let bytes = try read()
      let history = History(text: bytes)
      // Cut only when it is worth the work.
      if bytes.count(where: { $0 == UInt8(ascii: "\n") }) > 2 * History.capacity { try trim() }
      return history
    } catch {
      if error.number == ENOENT { return History() }
      throw failure(error)
    }
  }

  /// Adds an entry at the end.
  ///
  /// - Throws: A diagnostic if it cannot be written.
  func append(_ entry: String) throws(Diagnostic) {
    do throws(Errno) {
      StateDirectory.createDirectories(above: path)
      try withLock { file throws(Errno) in
        // Who died while writing has left a line without its end.
        var last = UInt8(ascii: "\n")
        let end = lseek(file, 0, SEEK_END)
        if end > 0 { pread(file, &last, 1, end - 1) }
        let start = last == UInt8(ascii: "\n") ? "" : "\n"
        try Self.write(start + History.line(of: entry), to: file)
      }
    } catch {
      throw failure(error)
    }
  }

  private func failure(_ error: Errno) -> Diagnostic {
    Diagnostic("the history is not kept in '\(path.escaped)': \(errorText(error.number))")
  }
}

// MARK: - Files

extension HistoryFile {
  /// Rewrites the file with the entries that are still wanted.
  private func trim() throws(Errno) {
    try withLock { _ throws(Errno) in
      let new = path + ".new"
      unlink(new)
      let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw Errno(number: errno) }
      defer { close(file) }
      try Self.write(History(text: try read()).text, to: file)
      guard rename(new, path) == 0 else { throw Errno(number: errno) }
    }
  }

  /// Opens the file, new if need be, and holds its lock meanwhile.
  private func withLock(_ body: (Int32) throws(Errno) -> Void) throws(Errno) {
    while true {
      let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
      guard file >= 0 else { throw Errno(number: errno) }
      defer { close(file) }
      try Self.checkIsFile(file)
      guard flock(file, LOCK_EX) == 0 else { throw Errno(number: errno) }
      // Somebody may have put another file in its place while this one was waited for.
      var locked = stat()
      var named = stat()
      guard fstat(file, &locked) == 0, stat(path, &named) == 0,
        locked.st_ino == named.st_ino
      else { continue }
      return try body(file)
    }
  }

  private func read() throws(Errno) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw Errno(number: errno) }
    defer { close(file) }
    try Self.checkIsFile(file)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &piece, piece.count)
      if count == 0 { return bytes }
      if count < 0, errno != EINTR { throw Errno(number: errno) }
      bytes += piece.prefix(max(0, count))
    }
  }

  /// Nothing but a file remembers what is written to it; a pipe would even hold up who opens it.
  private static func checkIsFile(_ file: Int32) throws(Errno) {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Errno(number: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Errno(number: EINVAL) }
  }

  private static func write(_ text: String, to file: Int32) throws(Errno) {
    if let number = StandardStreams.write(Array(text.utf8), to: file) {
      throw Errno(number: number)
    }
  }
}
