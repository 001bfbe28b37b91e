import Glibc

/// The characters that are typed at a terminal, and what else wakes who waits for them.
struct Keyboard {
  private let bell: Bell

  init(_ bell: Bell) {
    self.bell = bell
  }

  /// The next character.
  ///
  /// Bytes that are no character are dropped.
  ///
  /// - Parameter ring: Called each time when the bell has rung meanwhile.
  /// - Returns: The character, or nil at the end or when the task is cancelled.
  func next(onRing ring: () -> Void) -> Unicode.Scalar? {
    var bytes: [UInt8] = []
    while let byte = nextByte(onRing: ring) {
      // What does not go on with what was begun drops it, and may begin a character itself.
      if !UTF8.isContinuation(byte) || bytes.count == 4 { bytes = [] }
      bytes.append(byte)
      if let text = String(validating: bytes, as: UTF8.self) { return text.unicodeScalars.first }
    }
    return nil
  }

  private func nextByte(onRing ring: () -> Void) -> UInt8? {
    var sources = [STDIN_FILENO, bell.listener].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    var byte: UInt8 = 0
    while !Task.isCancelled {
      guard poll(&sources, 2, -1) > 0 else { continue }
      if sources[1].revents != 0 {
        bell.silence()
        ring()
      }
      guard sources[0].revents != 0 else { continue }
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
    return nil
  }
}

/// What wakes a reader that waits for a key: a pipe with something in it.
final class Bell: Sendable {
  let listener: Int32
  private let button: Int32

  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    (listener, button) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      // A pipe that is full has rung for long.
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(listener)
    close(button)
  }

  func ring() {
    var byte: CChar = 0
    write(button, &byte, 1)
  }

  func silence() {
    var bytes = [CChar](repeating: 0, count: 64)
    while read(listener, &bytes, bytes.count) == bytes.count {}
  }
}
