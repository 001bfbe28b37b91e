import BusShell
import Glibc
import Synchronization

/// The program's standard output and standard error.
///
/// Results are collected and written in large pieces; before a diagnostic, and before the program
/// waits for anything, they are handed on, so that what a reader sees is in order and up to date.
final class StandardStreams: ShellOutput {
  let results = traits(of: STDOUT_FILENO)
  let diagnostics = traits(of: STDERR_FILENO)

  private let state = Mutex(State())

  private struct State {
    var pending: [UInt8] = []

    /// Why results can no longer be written, as an error number.
    var failure: Int32?

    mutating func flush() {
      if !pending.isEmpty, failure == nil {
        failure = StandardStreams.write(pending, to: STDOUT_FILENO)
      }
      pending.removeAll(keepingCapacity: true)
    }
  }

  private static let pieceSize = 1 << 16

  /// A reader that goes away makes writing fail, where the signal would end the program in the
  /// middle of its work.
  init() {
    // A standard stream that is closed would become whatever file is opened next. One that cannot
    // be used in its direction fails instead.
    for (file, mode) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ]
    where fcntl(file, F_GETFD) == -1 {
      _ = open("/dev/null", mode)
    }
    signal(SIGPIPE, SIG_IGN)
  }

  var isClosed: Bool { state.withLock { $0.failure != nil } }

  /// Why results could not be written.
  ///
  /// That nobody reads them any more is no failure.
  var failure: Diagnostic? {
    guard let number = state.withLock({ $0.failure }), number != EPIPE else { return nil }
    return Diagnostic("cannot write the results: \(errorText(number))")
  }

  func write(_ text: String) {
    state.withLock { state in
      state.pending += text.utf8
      if state.pending.count >= Self.pieceSize { state.flush() }
    }
  }

  func writeDiagnostic(_ text: String) {
    state.withLock { state in
      state.flush()
      _ = Self.write(Array(text.utf8), to: STDERR_FILENO)
    }
  }

  func flush() {
    state.withLock { $0.flush() }
  }

  /// Writes everything; returns the error number if that is not possible.
  static func write(_ bytes: [UInt8], to file: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Whoever shares the other end has made it non-blocking.
        waitUntilReady(file, for: POLLOUT)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
