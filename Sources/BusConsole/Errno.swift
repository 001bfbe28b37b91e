import Glibc

/// An error number of the system.
struct Errno: Error {
  let code: Int32

  /// The error of the last system call that failed on this thread.
  static var current: Errno { Errno(code: errno) }

  /// The system's description of the error, in lower case.
  var text: String { String(cString: strerror(code)).lowercased() }
}
