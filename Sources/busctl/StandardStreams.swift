import BusShell
import Glibc
import Synchronization

/// The program's standard output and standard error.
///
/// Results are collected and written in large pieces; before a diagnostic, and before the program
/// waits for anything, they are handed on, so that what a reader sees is in order and up to date.
final class StandardStreams: ShellOutput {
  private let state = Mutex(State())

  private struct State {
    var pending: [UInt8] = []
    var isClosed = false

    mutating func flush() {
      if !pending.isEmpty, !isClosed {
        isClosed = !StandardStreams.write(pending, to: STDOUT_FILENO)
      }
      pending.removeAll(keepingCapacity: true)
    }
  }

  private static let pieceSize = 1 << 16

  /// A reader that goes away makes writing fail, where the signal would end the program in the
  /// middle of its work.
  init() {
    signal(SIGPIPE, SIG_IGN)
  }

  var isClosed: Bool { state.withLock { $0.isClosed } }

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

  /// Writes everything; says whether that was possible.
  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}
