import Glibc

/// The descriptor of an open file; the code that opens it also closes it.
struct FileDescriptor {
  let rawValue: Int32

  static let standardInput = FileDescriptor(rawValue: STDIN_FILENO)
  static let standardOutput = FileDescriptor(rawValue: STDOUT_FILENO)
  static let standardError = FileDescriptor(rawValue: STDERR_FILENO)

  private static let chunkSize = 1 << 16

  init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Creates a descriptor by opening a file without waiting for the other end of a named pipe.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - flags: The access mode and the flags of `open`, except for `O_CLOEXEC` and `O_NONBLOCK`,
  ///     which are always set.
  ///   - permissions: The permissions of a file that is created.
  /// - Throws: The error of `open`.
  init(opening path: String, _ flags: Int32, permissions: mode_t = 0) throws(Errno) {
    rawValue = open(path, flags | O_CLOEXEC | O_NONBLOCK, permissions)
    guard rawValue >= 0 else { throw Errno.current }
  }

  /// Creates a file for writing; fails if the path exists.
  init(creating path: String, permissions: mode_t) throws(Errno) {
    try self.init(opening: path, O_WRONLY | O_CREAT | O_EXCL, permissions: permissions)
  }

  func close() throws(Errno) {
    guard Glibc.close(rawValue) == 0 else { throw Errno.current }
  }

  /// Throws `EISDIR` or `EINVAL` unless the file is a regular one: no other kind keeps the text
  /// written to it.
  func checkIsRegular() throws(Errno) {
    let status = try FileStatus(of: self)
    guard status.isRegular else { throw Errno(code: status.isDirectory ? EISDIR : EINVAL) }
  }

  /// Waits until a non-blocking file can be read (`POLLIN`) or written (`POLLOUT`).
  func waitUntilReady(for event: Int32) {
    var request = pollfd(fd: rawValue, events: Int16(event), revents: 0)
    poll(&request, 1, -1)
  }

  /// Repeats a call that is interrupted or would block, and returns its result.
  private func retry(for event: Int32, _ call: () -> Int) throws(Errno) -> Int {
    while true {
      let count = call()
      if count >= 0 { return count }
      switch errno {
      case EINTR: break
      // Another process that shares a standard stream may have made it non-blocking.
      case EAGAIN: waitUntilReady(for: event)
      default: throw Errno.current
      }
    }
  }
}

// MARK: - Reading

extension FileDescriptor {
  /// Returns the content of the regular file at a path.
  static func contents(ofRegularFileAt path: String) throws(Errno) -> [UInt8] {
    let file = try FileDescriptor(opening: path, O_RDONLY)
    defer { try? file.close() }
    try file.checkIsRegular()
    var bytes: [UInt8] = []
    while true {
      let chunk = try file.readChunk()
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }

  /// Returns the end of the regular file at a path: at most a number of bytes.
  static func end(ofRegularFileAt path: String, limit: Int) throws(Errno) -> [UInt8] {
    let file = try FileDescriptor(opening: path, O_RDONLY)
    defer { try? file.close() }
    try file.checkIsRegular()
    let size = lseek(file.rawValue, 0, SEEK_END)
    lseek(file.rawValue, max(0, size - off_t(limit)), SEEK_SET)
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let chunk = try file.readChunk()
      if chunk.isEmpty { break }
      bytes += chunk
    }
    return bytes
  }

  /// Reads up to 64 KiB; returns no bytes at the end of the file.
  func readChunk() throws(Errno) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.chunkSize)
    let count = try retry(for: POLLIN) { read(rawValue, &bytes, Self.chunkSize) }
    bytes.removeSubrange(count...)
    return bytes
  }
}

// MARK: - Writing

extension FileDescriptor {
  func write(_ bytes: [UInt8]) throws(Errno) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try retry(for: POLLOUT) {
        rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
      }
      rest = rest.dropFirst(count)
    }
  }

  func write(_ text: String) throws(Errno) {
    try write(Array(text.utf8))
  }

  /// Writes bytes and closes the file, also when writing fails.
  func writeAndClose(_ bytes: [UInt8]) throws(Errno) {
    do throws(Errno) {
      try write(bytes)
    } catch {
      try? close()
      throw error
    }
    try close()
  }
}
