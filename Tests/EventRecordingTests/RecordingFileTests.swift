import EventRecording
import Events
import Foundation
import Logging
import TestSupport
import Testing

/// The promises of the tracer: when lines are written, how many files there are, and which errors
/// the application sees.
struct RecordingFileTests {
  @Test func `a line is written once it is as old as the flush interval`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let clock = ManualClock()
      let tracer = try RecordingTracer(to: recording.path, flushInterval: .seconds(5), clock: clock)
      let bus = EventBus(tracer: tracer)
      await bus.emit("e")
      await clock.sleepers(1)
      #expect(try recording.text == "")
      clock.wake(.seconds(5))
      while try recording.text.isEmpty { await Task.yield() }
      #expect(try recording.records.count == 2)
      // The next line is written after another interval.
      await bus.emit("e")
      await clock.sleepers(1)
      #expect(try recording.records.count == 2)
    }
  }

  @Test func `without a flush interval each record is written at once`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let tracer = try RecordingTracer(to: recording.path, flushInterval: .zero)
      let bus = EventBus(tracer: tracer)
      bus.subscribe(to: "e", name: "count") { _ in
        // The start of this handler is in the file already.
        let count = try recording.records.count
        guard count == 3 else { throw RecordCount(count: count) }
      }
      let report = await bus.emit("e")
      #expect(report.failures.isEmpty)
      #expect(try recording.records.count == 5)
    }
  }

  private struct RecordCount: Error {
    let count: Int
  }

  @Test func `flushing and closing write what is in the buffer`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let tracer = try RecordingTracer(to: recording.path, clock: ManualClock())
      let bus = EventBus(tracer: tracer)
      await bus.emit("e")
      try tracer.flush()
      #expect(try recording.records.count == 2)
      await bus.emit("e")
      #expect(try recording.records.count == 2)
      try tracer.close()
      #expect(try recording.records.count == 4)
      // Later facts are not recorded.
      await bus.emit("e")
      try tracer.close()
      #expect(try recording.records.count == 4)
    }
  }

  @Test func `a tracer that nothing refers to closes itself`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      do {
        let bus = EventBus(tracer: try RecordingTracer(to: recording.path, clock: ManualClock()))
        await bus.emit("e")
      }
      while try recording.text.isEmpty { await Task.yield() }
      #expect(try recording.records.count == 2)
    }
  }

  @Test func `a full buffer is written`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let tracer = try RecordingTracer(to: recording.path, bufferSize: 1000, clock: ManualClock())
      let bus = EventBus(tracer: tracer)
      var written = 0
      for _ in 1...100 {
        await bus.emit("e")
        let size = try recording.text.utf8.count
        #expect(size == written || size - written <= 1000)
        written = size
      }
      #expect(written > 10_000)
      // A record that is larger than the buffer is written alone.
      await bus.emit("e", ["text": String(repeating: "x", count: 5000)])
      #expect(try recording.text.utf8.count > written + 5000)
    }
  }

  @Test func `a line that would be too long to be read is written without its data`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let tracer = try RecordingTracer(to: recording.path)
      let bus = EventBus(tracer: tracer)
      bus.subscribe(to: "e", name: "a") { _, context in
        context.note(String(repeating: "x", count: RecordingReader.maximumLineSize))
      }
      await bus.emit("e", ["text": String(repeating: "x", count: RecordingReader.maximumLineSize)])
      try tracer.close()
      // The end of the handler is lost with its note.
      #expect(tracer.lostRecords == 1)
      let emission = try #require(try recording.emissions().first)
      #expect(try emission.data.value("omitted_bytes") > RecordingReader.maximumLineSize)
      #expect(emission.ended != nil)
      #expect(emission.handlers.map(\.outcome) == [.running])
    }
  }

  @Test func `files are rotated by size, and the oldest one is removed`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let tracer = try RecordingTracer(
        to: recording.path,
        bufferSize: 300,
        fileSize: 2000,
        files: 3,
        clock: ManualClock()
      )
      let bus = EventBus(tracer: tracer)
      for _ in 1...100 { await bus.emit("e") }
      try tracer.close()
      #expect(try recording.files == ["events.jsonl", "events.jsonl.1", "events.jsonl.2"])
      var bytes: [UInt8] = []
      for path in [recording.path(2), recording.path(1), recording.path] {
        let file = try Data(contentsOf: URL(filePath: path))
        #expect(file.count <= 2000)
        #expect(file.starts(with: Data(#"{"kind":"recording.started","#.utf8)))
        bytes += file
      }
      // Together they are the end of one session, without a gap.
      let reader = RecordingReader(bytes)
      let numbers = try reader.all().map(\.number)
      #expect(numbers.count > 10)
      #expect(numbers == Array(numbers[0]...100))
      #expect(reader.sessions == 1)
    }
  }

  @Test func `emissions of several tasks are recorded whole and in order`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let tracer = try RecordingTracer(to: recording.path, bufferSize: 2000)
      let bus = EventBus(tracer: tracer)
      bus.subscribe(to: "e", name: "relay") { _, context in
        await Task.yield()
        await context.bus.emit("f")
      }
      await withTaskGroup { group in
        for _ in 1...4 {
          group.addTask { for _ in 1...100 { await bus.emit("e") } }
        }
      }
      try tracer.close()
      let numbers = try recording.records.map { line in
        line.wholeMatch(of: /\{"seq":(\d+),.+\}/).flatMap { Int($0.output.1) } ?? 0
      }
      #expect(numbers == Array(1...numbers.count))
      let emissions = try recording.emissions()
      #expect(emissions.count == 400)
      #expect(emissions.allSatisfy { $0.handlers.map(\.nested.count) == [1] })
    }
  }

  @Test func `one file is enough`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let tracer = try RecordingTracer(to: recording.path, fileSize: 2000, files: 1)
      let bus = EventBus(tracer: tracer)
      for _ in 1...100 { await bus.emit("e") }
      try tracer.close()
      #expect(try recording.files == ["events.jsonl"])
      #expect(try recording.text.utf8.count <= 2000)
      // The start of that emission may be in a file that is gone.
      let last = try #require(try recording.records.last)
      #expect(last.contains(#""kind":"emission.finished","emission":100,"#))
    }
  }

  @Test func `a recording is appended to the one before`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      for _ in 1...3 {
        let tracer = try RecordingTracer(to: recording.path)
        await EventBus(tracer: tracer).emit("e")
        try tracer.close()
      }
      #expect(try recording.emissions().map(\.session) == [1, 2, 3])
    }
  }

  @Test func `an error of the file stops no emission and is visible`() async throws {
    let tracer = try RecordingTracer(to: "/dev/full", bufferSize: 1000, clock: ManualClock())
    let bus = EventBus(tracer: tracer)
    bus.subscribe(to: "e", name: "a") { _ in }
    #expect(tracer.failure == nil)
    var completed = 0
    for _ in 1...1000 { completed += await bus.emit("e").completed }
    #expect(completed == 1000)
    let message = "cannot write '/dev/full': no space left on device"
    #expect(tracer.failure?.description == message)
    // All but the few that fit into the buffer are lost, so memory is bounded.
    #expect((3990...4000).contains(tracer.lostRecords))
    #expect(throws: RecordingError.self) { try tracer.flush() }
    #expect(throws: RecordingError.self) { try tracer.close() }
  }

  @Test func `a file that cannot be rotated is written on, and the error is visible`() async throws
  {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let obstacle = URL(filePath: recording.path(1)).appending(path: "full")
      try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: true)
      let tracer = try RecordingTracer(
        to: recording.path,
        flushInterval: .zero,
        fileSize: 2000,
        files: 2
      )
      let bus = EventBus(tracer: tracer)
      for _ in 1...20 { await bus.emit("e") }
      #expect(try recording.emissions().count == 20)
      #expect(tracer.failure?.message == "cannot rename '\(recording.path)': is a directory")
      try FileManager.default.removeItem(atPath: recording.path(1))
      await bus.emit("e")
      #expect(tracer.failure == nil)
      #expect(try recording.emissions().map(\.number) == [21])
      #expect(tracer.lostRecords == 0)
    }
  }
}
