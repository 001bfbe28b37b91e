import BusLanguage
import BusShell
import Dispatch
import Glibc
import TerminalText

/// A reader of a script's lines; it reads in chunks and never holds the whole script in memory.
final class ScriptReader: LineSource {
  let location: InputLocation
  private let name: String
  private let file: FileDescriptor
  private let output: any ShellOutput
  private let queue = DispatchQueue(label: "busctl.script")
  private var buffer: [UInt8] = []
  private var lineStart = 0
  private var isAtEnd = false

  /// The maximum length in bytes: longer lines are not text but come from an endless device.
  private static let maximumLineLength = 128 << 20

  /// Creates a reader by opening a script.
  ///
  /// - Parameters:
  ///   - path: The script's path, or `-` for standard input.
  ///   - output: The output that is flushed before the reader waits.
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

  /// Opens a script, which must not be a directory.
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

  /// Closes a file unless it is standard input.
  private static func close(_ file: FileDescriptor) {
    if file.rawValue != STDIN_FILENO { try? file.close() }
  }

  func next(_ request: LineRequest) async -> LineResult {
    if let line = bufferedLine() { return .line(line) }
    return await readLine()
  }

  func bufferedLine() -> [UInt8]? { takeLine(searchingFrom: lineStart) }

  func takeLines(while isTaken: (Span<UInt8>) -> Bool) -> Int {
    // Not the properties, of which each access would be checked.
    let buffer = buffer
    var (count, start) = (0, lineStart)
    while let end = Self.lineEnd(in: buffer, from: start),
      isTaken(buffer.span.extracting(Self.withoutCarriageReturn(start..<end, in: buffer)))
    {
      (count, start) = (count + 1, end + 1)
    }
    lineStart = start
    return count
  }

  /// Removes the next line from the buffer and returns it, if its end has been read.
  private func takeLine(searchingFrom index: Int) -> [UInt8]? {
    guard let end = Self.lineEnd(in: buffer, from: index) else { return nil }
    defer { lineStart = end + 1 }
    return Array(buffer[Self.withoutCarriageReturn(lineStart..<end, in: buffer)])
  }

  /// Returns the index of the next line feed.
  ///
  /// The C library looks at many bytes at a time, a loop at each.
  private static func lineEnd(in bytes: [UInt8], from index: Int) -> Int? {
    bytes.withUnsafeBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[index...])
      guard let start = rest.baseAddress,
        let found = memchr(start, CInt(UInt8(ascii: "\n")), rest.count)
      else { return nil }
      return index + (UnsafeRawPointer(found) - start)
    }
  }

  /// Reads chunks until the next line is complete.
  private func readLine() async -> LineResult {
    while true {
      let searched = buffer.count - lineStart
      buffer.removeFirst(lineStart)
      lineStart = 0
      if isAtEnd {
        defer { buffer = [] }
        let line = Self.withoutCarriageReturn(0..<buffer.count, in: buffer)
        return buffer.isEmpty ? .end : .line(Array(buffer[line]))
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

  /// Reads on a separate thread, so that waiting for input does not block handlers.
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

  private static func withoutCarriageReturn(_ line: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    !line.isEmpty && bytes[line.upperBound - 1] == UInt8(ascii: "\r") ? line.dropLast() : line
  }
}
