/// The lines of a file or of bytes, one after another, in memory for little more than one line.
struct LineReader: ~Copyable {
  private static let chunkSize = 256 << 10

  /// The file; nil if all bytes are in the buffer.
  private var descriptor: Int32?

  /// Indicates whether the file is closed when the reader goes away.
  private let closesFile: Bool

  /// The bytes that are read and not returned, and the index up to which there is no line break.
  private var buffer: ArraySlice<UInt8>
  private var searched: Int

  /// The number of the line that was returned last, from 1.
  private(set) var number = 0

  /// A line without its line break.
  struct Line {
    let bytes: ArraySlice<UInt8>

    /// Indicates whether the line had a line break, unlike the end of a file that was torn off.
    let isComplete: Bool
  }

  init(_ descriptor: Int32, closesFile: Bool) {
    (self.descriptor, self.closesFile) = (descriptor, closesFile)
    (buffer, searched) = ([], 0)
  }

  init(_ bytes: [UInt8]) {
    (descriptor, closesFile) = (nil, false)
    (buffer, searched) = (bytes[...], 0)
  }

  deinit {
    if closesFile, let descriptor { System.closeFile(descriptor) }
  }

  /// Returns the next line; nil at the end.
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
      let hasMore = isTooLong ? false : try fill()
      if !hasMore {
        guard !buffer.isEmpty else { return nil }
        defer { (buffer, searched) = ([], 0) }
        return try checked(Line(bytes: buffer, isComplete: false))
      }
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

  /// Reads on, and returns whether there was something.
  private mutating func fill() throws(RecordingError) -> Bool {
    guard let descriptor else { return false }
    var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
    let count = System.readBytes(into: &chunk, from: descriptor)
    guard count >= 0 else {
      throw RecordingError("cannot read the recording: \(System.errorText)")
    }
    let rest = buffer.count
    buffer = (Array(buffer) + chunk.prefix(count))[...]
    searched = rest
    return count > 0
  }
}
