import EventRecording
import Foundation
import Glibc
import TestSupport
import Testing

/// A reader that does not wait.
struct PolledReaderTests {
  private static let lines = """
    {"seq":1,"kind":"emission.started","emission":1,"depth":0,"event":"e","handlers":0,"data":{}}
    {"seq":2,"kind":"emission.finished","emission":1,"event":"e","completed":0,"failed":0,"cancelled":0}

    """

  @Test func `a pipe has nothing yet, then an emission, then an end`() throws {
    let pipe = Pipe()
    let reader = RecordingReader(
      polling: pipe.fileHandleForReading.fileDescriptor,
      name: "the pipe"
    )
    #expect(reader.stream != nil)
    #expect(try reader.next() == nil && !reader.isAtEnd)
    try pipe.fileHandleForWriting.write(contentsOf: Data(Self.lines.utf8))
    #expect(try reader.next()?.number == 1)
    #expect(try reader.next() == nil && !reader.isAtEnd)
    try pipe.fileHandleForWriting.write(contentsOf: Data("{\"seq\":3".utf8))
    try pipe.fileHandleForWriting.close()
    #expect(try reader.next() == nil && reader.isAtEnd)
    #expect(reader.tornLines == 1)
  }

  @Test func `a named pipe that nobody writes to does not hold the reader up`() throws {
    try withTemporaryDirectory { directory in
      let path = directory.appending(path: "pipe").path
      #expect(mkfifo(path, 0o600) == 0)
      let reader = try RecordingReader(polling: path, follows: true)
      #expect(try reader.next() == nil && !reader.isAtEnd)
    }
  }

  @Test func `a large file is not read on once the task is cancelled`() async throws {
    try await withTemporaryDirectory { directory in
      let path = directory.appending(path: "large.jsonl").path
      let text = String(repeating: Self.lines, count: 5000)
      try Data(text.utf8).write(to: URL(filePath: path))
      let (count, isAtEnd) = try await Task {
        let reader = try RecordingReader(polling: path, follows: false)
        var count = 0
        while try reader.next() != nil {
          count += 1
          withUnsafeCurrentTask { $0?.cancel() }
        }
        return (count, reader.isAtEnd)
      }.value
      #expect(count > 0 && count < 3000)
      #expect(!isAtEnd)
    }
  }

  @Test func `a directory is an error that has its name`() throws {
    let error = #expect(throws: RecordingError.self) {
      try RecordingReader(polling: "/", follows: false).next()
    }
    #expect(error?.description == "cannot read '/': is a directory")
    let other = #expect(throws: RecordingError.self) { try RecordingReader(path: "/").next() }
    #expect(other?.description == "cannot read '/': is a directory")
  }

  @Test func `a file that is followed has no end, also after half a line`() throws {
    try withTemporaryDirectory { directory in
      let url = directory.appending(path: "app.jsonl")
      try Data((Self.lines + "{\"se").utf8).write(to: url)
      let reader = try RecordingReader(polling: url.path, follows: true)
      #expect(reader.stream == nil)
      #expect(try reader.next()?.number == 1)
      #expect(try reader.next() == nil && !reader.isAtEnd)
      #expect(reader.tornLines == 0)
      try FileManager.default.removeItem(at: url)
      #expect(try reader.next() == nil && !reader.isAtEnd)
      try Data(Self.lines.utf8).write(to: url)
      #expect(try reader.next()?.session == 2)
    }
  }
}
