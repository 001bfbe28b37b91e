/// The bytes of an open file, which may still grow.
struct ByteSource: ~Copyable {
  private var descriptor: Int32

  /// Indicates whether the file is closed when the source goes away.
  private let closesFile: Bool

  /// The file as messages name it.
  private let name: String

  private let mode: Mode

  /// The number of bytes that have been read from the file.
  private var offset = 0

  /// The treatment of what cannot be read yet.
  enum Mode {
    /// A read waits for it.
    case waiting

    /// A read returns at once, and also while the task is cancelled.
    case polled

    /// The same, and the end of the file is not the end: it may grow, and another file may take its
    /// path.
    case followed(path: String)
  }

  /// The result of a read.
  enum Reading {
    case bytes(Int)

    /// There may be bytes later.
    case nothingYet

    /// The file was cut, or another one has taken its path; reading goes on at its beginning.
    case newFile

    case end
  }

  init(_ descriptor: Int32, closesFile: Bool, name: String, _ mode: Mode = .waiting) {
    (self.descriptor, self.closesFile) = (descriptor, closesFile)
    (self.name, self.mode) = (name, mode)
  }

  deinit {
    if closesFile { System.closeFile(descriptor) }
  }

  /// The descriptor of a file that can be waited for; nil for a regular one, which is always ready.
  var stream: Int32? {
    System.status(of: descriptor)?.isRegular == true ? nil : descriptor
  }

  mutating func read(into chunk: inout [UInt8]) throws(RecordingError) -> Reading {
    if case .waiting = mode {
    } else if Task.isCancelled || !System.isReady(descriptor) {
      return .nothingYet
    }
    let count = System.readBytes(into: &chunk, from: descriptor)
    guard count >= 0 else {
      if System.wouldWait { return .nothingYet }
      throw RecordingError("cannot read \(name): \(System.errorText)")
    }
    offset += count
    if count > 0 { return .bytes(count) }
    if case .followed(let path) = mode { return try newFile(at: path, &chunk) }
    return .end
  }

  /// Goes on with the file that has taken a path, if another one has.
  ///
  /// If a recording was rotated several times since the last look, the files in between come first. A
  /// file that is missing for the moment may come back.
  private mutating func newFile(
    at path: String,
    _ chunk: inout [UInt8]
  ) throws(RecordingError) -> Reading {
    let latest = System.status(at: path)
    guard let current = System.status(of: descriptor) else { return .nothingYet }
    if current.size < offset {
      guard System.rewind(descriptor) else {
        throw RecordingError("cannot read \(name): \(System.errorText)")
      }
      offset = 0
      return .newFile
    }
    guard let latest, !latest.isSameFile(as: current) else { return .nothingYet }
    // Nothing is added to a file that has lost its path, but perhaps something was before.
    if current.size > offset { return try read(into: &chunk) }
    let old = System.rotatedPath(of: current, from: path)
    let new = System.openFile(old?.next ?? path, forAppending: false)
    guard new >= 0 else { return .nothingYet }
    // If this file has another path by now, so has the next one.
    if let old, System.status(at: old.path)?.isSameFile(as: current) != true {
      System.closeFile(new)
      return .nothingYet
    }
    if closesFile { System.closeFile(descriptor) }
    (descriptor, offset) = (new, 0)
    return .newFile
  }
}
