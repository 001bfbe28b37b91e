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
  /// It does not wait for the other end of a named pipe.
  static func openFile(_ path: String, forAppending isAppending: Bool) -> Int32 {
    let access = isAppending ? O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK : O_RDONLY
    return open(path, access | O_CLOEXEC, 0o600)
  }

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
}
