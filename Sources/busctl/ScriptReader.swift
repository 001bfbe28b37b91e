import BusLanguage
import BusShell
import Dispatch
import Glibc
import TerminalText

/// The lines of a script, read piece by piece: a script is never in memory as a whole.
final class ScriptReader: LineSource {
  let location: InputLocation
  private let name: String
  private let file: FileDescriptor
  private let output: any ShellOutput
  private let queue = DispatchQueue(label: "busctl.script")
  private var buffer: [UInt8] = []
  private var lineStart = 0
  private var isAtEnd = false

  /// Longer lines are no text: they come from a device that never ends.
  private static let maximumLineLength = 128 << 20

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
    do throws(Errno) {
      file = try Self.open(path)
    } catch {
      throw Self.failure(name, error)
    }
  }

  deinit {
    Self.close(file)
  }

  /// Opens the file at a path, which must not be a directory.
  private static func open(_ path: String) throws(Errno) -> FileDescriptor {
    let file = path == "-" ? .standardInput : try FileDescriptor(opening: path, O_RDONLY)
    do throws(Errno) {
      guard try !FileStatus(of: file).isDirectory else { throw Errno(code: EISDIR) }
      return file
    } catch {
      close(file)
      throw error
    }
  }

  /// Closes a file that is not standard input.
  private static func close(_ file: FileDescriptor) {
    if file.rawValue != STDIN_FILENO { try? file.close() }
  }

  func next(_ request: LineRequest) async -> LineResult {
    if let line = lineAtHand() { return .line(line) }
    return await readLine()
  }

  func lineAtHand() -> [UInt8]? { takeLine(searchingFrom: lineStart) }

  /// The next line of what has been read, if its end is there.
  private func takeLine(searchingFrom index: Int) -> [UInt8]? {
    guard let end = buffer[index...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { lineStart = end + 1 }
    return Self.withoutCarriageReturn(buffer[lineStart..<end])
  }

  /// Reads on until a line has ended.
  private func readLine() async -> LineResult {
    while true {
      let searched = buffer.count - lineStart
      buffer.removeFirst(lineStart)
      lineStart = 0
      if isAtEnd {
        defer { buffer = [] }
        return buffer.isEmpty ? .end : .line(Self.withoutCarriageReturn(buffer[...]))
      }
      guard buffer.count <= Self.maximumLineLength else {
        let limit = "\(Self.maximumLineLength >> 20) MB"
        return .failure(Diagnostic("cannot read '\(name.escaped)': a line is longer than \(limit)"))
      }
      switch await nextChunk() {
      case .success(let chunk):
        isAtEnd = chunk.isEmpty
        buffer += chunk
      case .failure(let error):
        return .failure(Self.failure(name, error))
      }
      if let line = takeLine(searchingFrom: searched) { return .line(line) }
    }
  }

  /// Reads on a thread of its own: waiting for input must not keep handlers from running.
  private func nextChunk() async -> PendingRead.Content {
    output.flush()
    let chunk = PendingRead()
    queue.async { [file] in
      // A named pipe that no process has opened for writing yet would seem to be at its end.
      file.waitUntilReady(for: POLLIN)
      chunk.fill(Result { () throws(Errno) in try file.readChunk() })
    }
    return await withTaskCancellationHandler {
      await chunk.content
    } onCancel: {
      chunk.fill(.success([]))
    }
  }

  private static func failure(_ name: String, _ error: Errno) -> Diagnostic {
    Diagnostic("cannot read '\(name.cited)': \(error.text)")
  }

  private static func withoutCarriageReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
    Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }
}
