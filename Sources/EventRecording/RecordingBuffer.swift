import EventJSON

/// The lines of a recording that are not written yet, in bounded memory, and their file.
struct RecordingBuffer: ~Copyable {
  private var file: RecordingFile
  private let capacity: Int
  private let fileSize: Int
  private var bytes: ArraySlice<UInt8> = []

  /// Indicates whether the file has lines other than its first one.
  private var hasRecords: Bool

  /// The number of the file in this recording, from 1.
  private var part = 1

  /// The number of records that found no room since the last one that did, and of all of them.
  private var missing = 0
  private(set) var lost = 0

  /// The error of the last attempt to write; nil once writing succeeds.
  private(set) var writeFailure: RecordingError?

  /// The error of the last attempt to begin a new file; nil once that succeeds.
  private var rotationFailure: RecordingError?

  var failure: RecordingError? { writeFailure ?? rotationFailure }

  /// The time at which the recording began, in nanoseconds since 1970.
  private let started = System.unixTime

  init(_ file: consuming RecordingFile, capacity: Int, fileSize: Int) {
    hasRecords = file.size > 0
    self.file = file
    self.capacity = capacity
    self.fileSize = fileSize
    bytes += firstLine
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// The first line of a file.
  private var firstLine: [UInt8] {
    JSONWriter.line { line in
      line.add("kind", "recording.started")
      line.add("version", 1)
      line.add("unix_ns", started)
      line.add("part", part)
    }
  }

  /// Adds the line of a record; if it does not fit, the lines before it are written first.
  ///
  /// A record that finds no room, because writing fails, is lost and counted.
  mutating func add(_ line: [UInt8]) {
    let size = line.count
    if hasRecords, file.canRotate, file.size + bytes.count + size > fileSize { rotate() }
    if bytes.count + size > capacity { write() }
    guard bytes.isEmpty || bytes.count + size <= capacity else { return lose() }
    if missing > 0 {
      bytes += Self.lossLine(missing)
      missing = 0
    }
    bytes += line
    hasRecords = true
    if bytes.count >= capacity { write() }
  }

  /// Counts a record that is not written.
  mutating func lose() {
    missing += 1
    lost += 1
  }

  /// Returns a line that says that records are missing.
  private static func lossLine(_ count: Int) -> [UInt8] {
    JSONWriter.line { line in
      line.add("kind", "recording.lost")
      line.add("records", count)
    }
  }

  /// Writes all lines; those that cannot be written stay.
  mutating func write() {
    do throws(RecordingError) {
      try file.write(&bytes)
      // An empty slice would keep its memory, and where it begins.
      bytes = []
      writeFailure = nil
    } catch {
      writeFailure = error
    }
  }

  private mutating func rotate() {
    write()
    guard bytes.isEmpty else { return }
    do throws(RecordingError) {
      try file.rotate()
      part += 1
      hasRecords = false
      bytes += firstLine
      rotationFailure = nil
    } catch {
      rotationFailure = error
    }
  }

  /// Writes all lines and closes the file.
  mutating func close() {
    if missing > 0, bytes.count < capacity {
      bytes += Self.lossLine(missing)
      missing = 0
    }
    write()
    file.closeFile()
  }
}
