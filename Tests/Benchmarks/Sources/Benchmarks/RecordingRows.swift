import EventRecording
import Events
import Foundation

/// The cost of a recording.
var recordingRows: [Row] {
  [1, 10].map { count in
    Row(
      name: count == 1 ? "1 async handler, recorded" : "\(count) async handlers, recorded",
      unit: "ns per emission",
      contestants: [
        .here("EventBus with a RecordingTracer") {
          let recording = try TemporaryRecording(files: 2)
          return emitting(on: busWithAsyncHandlers(count, tracer: recording))
        },
        .here("EventBus without a tracer") { emitting(on: busWithAsyncHandlers(count)) },
      ]
    )
  } + [readingRow]
}

/// Reading a recording back, against a program that only reads its JSON.
private var readingRow: Row {
  Row(
    name: "100,000 recorded emissions, read",
    unit: "ms",
    most: 5,
    contestants: [
      Contestant(name: "RecordingReader", goal: nil) {
        let recording = try await recordedEmissions()
        return {
          let start = ContinuousClock.now
          let reader = try RecordingReader(path: recording.path)
          var count = 0
          while let emission = try reader.next() { count += emission.handlers.count }
          precondition(count == 100_000)
          return start.duration(to: .now) / .milliseconds(1)
        }
      },
      Contestant(name: "jq -c . over the file", goal: 1, of: .named("jq")) { program in
        let recording = try await recordedEmissions()
        return {
          let process = Process(program, ["-c", ".", recording.path])
          process.standardOutput = FileHandle.nullDevice
          let start = ContinuousClock.now
          try await process.runToEnd()
          return start.duration(to: .now) / .milliseconds(1)
        }
      },
    ]
  )
}

/// Returns a recording of 100,000 emissions with one handler each.
private func recordedEmissions() async throws -> TemporaryRecording {
  let recording = try TemporaryRecording(files: 1)
  let work = emitting(on: busWithAsyncHandlers(1, tracer: recording))
  try await work(100_000)
  try recording.close()
  return recording
}

/// A recording in files that disappear with it.
private final class TemporaryRecording: EventTracer {
  let path: String

  private let tracer: RecordingTracer
  private let directory: URL

  init(files: Int) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    path = directory.appending(path: "events.jsonl").path
    tracer = try RecordingTracer(to: path, fileSize: files > 1 ? 64 << 20 : .max, files: files)
  }

  deinit {
    try? FileManager.default.removeItem(at: directory)
  }

  var now: Duration { tracer.now }

  func record(_ record: TraceRecord) { tracer.record(record) }

  func close() throws { try tracer.close() }
}
