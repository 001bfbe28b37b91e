import Glibc

/// A pipe that wakes a reader that waits for a key.
final class WakePipe: Sendable {
  let reader: Int32
  private let writer: Int32

  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    (reader, writer) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      // A full pipe has already woken the reader.
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(reader)
    close(writer)
  }

  func wake() {
    var byte: CChar = 0
    write(writer, &byte, 1)
  }

  /// Waits until standard input or the pipe is ready, and empties the pipe.
  ///
  /// - Returns: Whether there is input, and whether the pipe has woken the reader; neither after a
  ///   signal.
  func waitForInput() -> (hasInput: Bool, isWoken: Bool) {
    var sources = [STDIN_FILENO, reader].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    guard poll(&sources, 2, -1) > 0 else { return (false, false) }
    let isWoken = sources[1].revents != 0
    if isWoken { drain() }
    return (sources[0].revents != 0, isWoken)
  }

  private func drain() {
    var bytes = [CChar](repeating: 0, count: 64)
    while read(reader, &bytes, bytes.count) == bytes.count {}
  }
}
