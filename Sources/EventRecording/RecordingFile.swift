#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The file that a recording is written to, and the older ones beside it.
struct RecordingFile: ~Copyable {
  private let path: String

  /// The number of files, the one that is written to included.
  private let count: Int

  private var descriptor: Int32 = -1

  /// Indicates whether the file can be renamed: a device cannot.
  private var isRegular = true

  /// The size of the file in bytes.
  private(set) var size = 0

  /// Opens a file for appending, and creates it if need be.
  init(_ path: String, count: Int) throws(RecordingError) {
    (self.path, self.count) = (path, count)
    try open()
  }

  deinit {
    if descriptor >= 0 { System.closeFile(descriptor) }
  }

  /// Indicates whether the file can be replaced with a new one.
  var canRotate: Bool { isRegular }

  /// Opens the file, unless it is open.
  mutating func open() throws(RecordingError) {
    guard descriptor < 0 else { return }
    let new = System.openFile(path, forAppending: true)
    guard new >= 0 else { throw failure("open") }
    descriptor = new
    do throws(RecordingError) {
      try prepare()
    } catch {
      closeFile()
      throw error
    }
  }

  /// Checks an open file, and makes it private and complete.
  private mutating func prepare() throws(RecordingError) {
    guard let status = System.status(of: descriptor) else { throw failure("open") }
    let kind = status.st_mode & S_IFMT
    isRegular = kind == S_IFREG
    guard isRegular || kind == S_IFCHR else {
      throw RecordingError("cannot write '\(path)': expected a file, found something else")
    }
    guard isRegular else { return }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw RecordingError("cannot write '\(path)': another recording is writing to it")
    }
    guard fchmod(descriptor, 0o600) == 0 else { throw failure("protect") }
    size = Int(status.st_size)
    // A process that was killed may have left half a line. It stays, as a line of its own.
    var last: UInt8 = 0
    if size > 0, pread(descriptor, &last, 1, off_t(size - 1)) == 1, last != UInt8(ascii: "\n") {
      var rest: ArraySlice<UInt8> = [UInt8(ascii: "\n")]
      try write(&rest)
    }
  }

  /// Writes bytes, and removes from them those that have been written.
  mutating func write(_ bytes: inout ArraySlice<UInt8>) throws(RecordingError) {
    try open()
    while !bytes.isEmpty {
      let count = System.writeBytes(bytes, to: descriptor)
      guard count >= 0 else { throw failure("write") }
      size += count
      bytes = bytes.dropFirst(count)
    }
  }

  /// Begins a new file: the others are renamed, and the oldest one disappears.
  mutating func rotate() throws(RecordingError) {
    closeFile()
    for number in stride(from: count - 1, to: 0, by: -1) {
      let old = number == 1 ? path : "\(path).\(number - 1)"
      guard rename(old, "\(path).\(number)") == 0 || errno == ENOENT else {
        throw failure("rename")
      }
    }
    if count == 1, unlink(path) != 0, errno != ENOENT { throw failure("remove") }
    size = 0
    try open()
  }

  /// Closes the file; the next write opens it again.
  mutating func closeFile() {
    if descriptor >= 0 { System.closeFile(descriptor) }
    descriptor = -1
  }

  private func failure(_ verb: String) -> RecordingError {
    RecordingError("cannot \(verb) '\(path)': \(System.errorText)")
  }
}
