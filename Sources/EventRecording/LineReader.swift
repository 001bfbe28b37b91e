/// The lines of a file or of bytes, one after another, in memory for little more than one line.
struct LineReader: ~Copyable {
  private static let chunkSize = 256 << 10

  /// The file; nil if all bytes are in the buffer.
  private var source: ByteSource?

  /// The bytes that are read and not returned, and the index up to which there is no line break.
  private var buffer: ArraySlice<UInt8>
  private var searched: Int

  /// The number of the line that was returned last, from 1.
  private(set) var number = 0

  /// Indicates whether the end has been reached: the line that was returned last is the last one.
  private(set) var isAtEnd = false

  /// A line without its line break.
  struct Line {
    let bytes: ArraySlice<UInt8>

    /// Indicates whether the line had a line break, unlike the end of a file that was torn off.
    let isComplete: Bool
  }

  /// Reads from an open file, which messages call by a name.
  init(_ descriptor: Int32, closesFile: Bool, name: String = "the recording") {
    self.init(ByteSource(descriptor, closesFile: closesFile, name: name))
  }

  init(_ source: consuming ByteSource) {
    self.source = consume source
    (buffer, searched) = ([], 0)
  }

  init(_ bytes: [UInt8]) {
    source = nil
    (buffer, searched) = (bytes[...], 0)
  }

  /// The descriptor of a file that can be waited for; nil if there is nothing to wait for.
  var stream: Int32? {
    switch source {
    case .some(let source): source.stream
    case .none: nil
    }
  }

  /// Returns the next line; nil at the end, and where the file has no further line yet.
  mutating func next() throws(RecordingError) -> Line? {
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = buffer[buffer.startIndex..<end]
        buffer = buffer[(end + 1)...]
        searched = buffer.startIndex
        return try checked(Line(bytes: line, isComplete: true))
      }
      searched = buffer.endIndex
      let isTooLong = buffer.count > RecordingReader.maximumLineSize
      if !isTooLong {
        switch try fill() {
        case .bytes: continue
        case .nothingYet: return nil
        case .newFile:
          (buffer, searched, number) = ([], 0, 0)
          continue
        case .end: isAtEnd = true
        }
      }
      guard !buffer.isEmpty else { return nil }
      defer { (buffer, searched) = ([], 0) }
      return try checked(Line(bytes: buffer, isComplete: false))
    }
  }

  private mutating func checked(_ line: Line) throws(RecordingError) -> Line {
    number += 1
    guard line.bytes.count <= RecordingReader.maximumLineSize else {
      let maximum = RecordingReader.maximumLineSize
      throw RecordingError(line: number, "expected a line of at most \(maximum) bytes")
    }
    return line
  }

  /// Reads on.
  private mutating func fill() throws(RecordingError) -> ByteSource.Reading {
    if source == nil { return .end }
    var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
    let reading = try source?.read(into: &chunk) ?? .end
    if case .bytes(let count) = reading {
      let rest = buffer.count
      buffer = (Array(buffer) + chunk.prefix(count))[...]
      searched = rest
    }
    return reading
  }
}
