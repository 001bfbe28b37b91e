import BusLanguage
import BusShell
import Dispatch
import Glibc
import TerminalText

/// The lines of a script, read piece by piece: a script is never in memory as a whole.
final class ScriptReader: LineSource {
  let location: InputLocation
  private let name: String
  private let file: Int32
  private let output: any ShellOutput
  private let queue = DispatchQueue(label: "busctl.script")
  private var pending: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  private static let chunkSize = 1 << 16

  /// Longer lines are no text: they come from a device that never ends.
  private static let longestLine = 128 << 20

  /// Opens a script.
  ///
  /// - Parameters:
  ///   - path: The script's path, or `-` for standard input.
  ///   - output: What is flushed before the reader waits.
  /// - Throws: A diagnostic if the script cannot be read.
  init(_ path: String, output: any ShellOutput) throws(Diagnostic) {
    self.output = output
    name = path == "-" ? "<stdin>" : path
    location = .script(name)
    // Opened without waiting: a named pipe would wait for its writer, and everything with it.
    file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw Self.failure(name, errno) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Self.failure(name, errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw Self.failure(name, EISDIR) }
  }

  deinit {
    if file != STDIN_FILENO { close(file) }
  }

  func next(_ request: LineRequest) async -> LineResult {
    if let line = lineAtHand() { return .line(line) }
    return await readLine()
  }

  func lineAtHand() -> [UInt8]? { takeLine(searchingFrom: start) }

  /// The next line of what has been read, if its end is there.
  private func takeLine(searchingFrom index: Int) -> [UInt8]? {
    guard let end = pending[index...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { start = end + 1 }
    return Self.withoutReturn(pending[start..<end])
  }

  /// Reads on until a line has ended.
  private func readLine() async -> LineResult {
    while true {
      let searched = pending.count - start
      pending.removeFirst(start)
      start = 0
      if isAtEnd {
        defer { pending = [] }
        return pending.isEmpty ? .end : .line(Self.withoutReturn(pending[...]))
      }
      guard pending.count <= Self.longestLine else {
        let limit = "\(Self.longestLine >> 20) MB"
        return .failure(Diagnostic("cannot read '\(name.escaped)': a line is longer than \(limit)"))
      }
      switch await nextChunk() {
      case .success(let piece):
        isAtEnd = piece.isEmpty
        pending += piece
      case .failure(let error):
        return .failure(Self.failure(name, error.number))
      }
      if let line = takeLine(searchingFrom: searched) { return .line(line) }
    }
  }

  /// Reads on a thread of its own: waiting for input must not keep handlers from running.
  private func nextChunk() async -> PendingRead.Content {
    output.flush()
    let piece = PendingRead()
    queue.async { [file] in
      piece.fill(Self.readChunk(of: file))
    }
    return await withTaskCancellationHandler {
      await piece.content
    } onCancel: {
      piece.fill(.success([]))
    }
  }

  /// The next bytes of a file; none at its end.
  private static func readChunk(of file: Int32) -> PendingRead.Content {
    // A named pipe that nobody has opened for writing yet would seem to be at its end.
    waitUntilReady(file, for: POLLIN)
    var number: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, count in
      while true {
        count = read(file, buffer.baseAddress, buffer.count)
        if count >= 0 { return }
        count = 0
        switch errno {
        case EINTR: break
        case EAGAIN: waitUntilReady(file, for: POLLIN)
        default:
          number = errno
          return
        }
      }
    }
    return number == 0 ? .success(bytes) : .failure(Errno(number: number))
  }

  private static func failure(_ name: String, _ number: Int32) -> Diagnostic {
    Diagnostic("cannot read '\(name.cited)': \(errorText(number))")
  }

  private static func withoutReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
    Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }
}
