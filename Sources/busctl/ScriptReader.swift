import BusShell
import Dispatch
import Glibc

/// The lines of a script, read piece by piece: a script is never in memory as a whole.
final class ScriptReader: LineSource {
  let place: LinePlace
  private let file: Int32
  private let output: any ShellOutput
  private let queue = DispatchQueue(label: "busctl.script")
  private var pending: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  private static let pieceSize = 1 << 16

  /// Opens a script.
  ///
  /// - Parameters:
  ///   - path: The script's path, or `-` for standard input.
  ///   - output: What is flushed before the reader waits.
  /// - Throws: A diagnostic if the script cannot be read.
  init(_ path: String, output: any ShellOutput) throws(Diagnostic) {
    self.output = output
    place = .script(path == "-" ? "<stdin>" : path)
    file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Self.failure(path, errno) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw Self.failure(path, errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw Self.failure(path, EISDIR) }
  }

  deinit {
    if file != STDIN_FILENO { close(file) }
  }

  func next(isContinuation: Bool) async -> SourceLine {
    var searched = start
    while true {
      if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return .line(Self.withoutReturn(pending[start..<end]))
      }
      searched = pending.count - start
      pending.removeFirst(start)
      start = 0
      if isAtEnd {
        defer { pending = [] }
        return pending.isEmpty ? .end : .line(Self.withoutReturn(pending[...]))
      }
      let piece = await nextPiece()
      isAtEnd = piece.isEmpty
      pending += piece
    }
  }

  /// Reads on a thread of its own: waiting for input must not keep handlers from running.
  private func nextPiece() async -> [UInt8] {
    output.flush()
    let piece = Piece()
    queue.async { [file] in
      piece.fill(Self.readPiece(of: file))
    }
    return await withTaskCancellationHandler {
      await piece.bytes
    } onCancel: {
      piece.fill([])
    }
  }

  /// The next bytes of a file; none at its end, or if it cannot be read any further.
  private static func readPiece(of file: Int32) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: pieceSize) { buffer, count in
      repeat {
        count = unsafe max(0, read(file, buffer.baseAddress, buffer.count))
      } while count == 0 && errno == EINTR
    }
  }

  private static func failure(_ path: String, _ number: Int32) -> Diagnostic {
    let reason = unsafe String(cString: strerror(number))
    return Diagnostic("cannot read '\(path.escaped)': \(reason.lowercased())")
  }

  private static func withoutReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
    Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }
}
