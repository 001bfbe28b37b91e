#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The calls to the system that recordings need.
enum System {
  /// The system's description of the error of the last call, in lower case.
  static var errorText: String { String(cString: strerror(errno)).lowercased() }

  /// The wall-clock time in nanoseconds since 1970.
  static var unixTime: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  /// Opens a file for reading, or for appending with permissions for its owner only.
  ///
  /// Appending does not wait for the other end of a named pipe, and reading only if it is told so.
  static func openFile(
    _ path: String,
    forAppending isAppending: Bool,
    waits: Bool = true
  ) -> Int32 {
    let access = isAppending ? O_RDWR | O_APPEND | O_CREAT : O_RDONLY
    return open(path, access | (isAppending || !waits ? O_NONBLOCK : 0) | O_CLOEXEC, 0o600)
  }

  /// Returns whether a read of a file returns at once.
  static func isReady(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) != 0
  }

  /// Indicates whether the last call failed because it would have had to wait.
  static var wouldWait: Bool { errno == EAGAIN }

  /// Goes back to the beginning of a file, and returns whether that succeeded.
  static func rewind(_ descriptor: Int32) -> Bool { lseek(descriptor, 0, SEEK_SET) == 0 }

  static func closeFile(_ descriptor: Int32) { _ = close(descriptor) }

  /// Writes bytes, and returns how many were written; -1 with an error of the system.
  static func writeBytes(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int {
    retry { bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } }
  }

  /// Reads bytes into a buffer, and returns how many; -1 with an error of the system.
  static func readBytes(into bytes: inout [UInt8], from descriptor: Int32) -> Int {
    retry { bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) } }
  }

  /// Repeats a call that a signal interrupts.
  private static func retry(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  /// Returns the status of an open file, or nil with an error of the system.
  static func status(of descriptor: Int32) -> stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }

  /// Returns the status of the file at a path, or nil with an error of the system.
  static func status(at path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// Returns the path that a file of a recording has since it was rotated, and that of the file after
  /// it; nil if it is not there.
  static func rotatedPath(of file: stat, from path: String) -> (path: String, next: String)? {
    var next = path
    for number in 1... {
      let rotated = "\(path).\(number)"
      guard let status = status(at: rotated) else { break }
      if status.isSameFile(as: file) { return (rotated, next) }
      next = rotated
    }
    return nil
  }
}

extension stat {
  var isRegular: Bool { st_mode & S_IFMT == S_IFREG }

  /// The size in bytes.
  var size: Int { Int(st_size) }

  func isSameFile(as other: stat) -> Bool { st_ino == other.st_ino && st_dev == other.st_dev }
}
