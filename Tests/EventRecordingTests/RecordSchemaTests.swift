import BusLanguage
import EventRecording
import Events
import Foundation
import TestSupport
import Testing

/// `records.schema.json`, which describes every kind of line.
struct RecordSchemaTests {
  private static var transcripts: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(
        atPath: Repository.root.appending(path: "Tests/Transcripts").path
      )
      .filter { $0.hasSuffix(".jsonl") }.sorted()
    }
  }

  @Test func `every line of every transcript is as the schema says`() throws {
    let schema = try RecordSchema()
    var count = 0
    for name in try Self.transcripts {
      let lines = try Repository.text(of: "Tests/Transcripts/\(name)").split(separator: "\n")
      for line in lines where line.hasPrefix("{") {
        #expect(try schema.faults(of: line) == [], "\(name): \(line)")
        count += 1
      }
    }
    #expect(count > 1000)
  }

  @Test func `the lines of a recording are as the schema says`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let tracer = try RecordingTracer(to: recording.path, fileSize: 3000, files: 10)
      let bus = EventBus(logger: .silent, depthLimit: 2, tracer: tracer)
      bus.subscribe(to: "a", name: "loop") { _, context in
        context.note("again")
        await context.bus.emit("a", ["id": 7])
      }
      bus.once(to: "a", name: "once") { _ in throw CancellationError() }
      await bus.emit("a")
      await bus.emit("b")
      try tracer.close()
      let schema = try RecordSchema()
      for name in try recording.files {
        let path = recording.directory.appending(path: name)
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count > 1)
        for line in lines { #expect(try schema.faults(of: line) == [], "\(line)") }
      }
    }
  }

  @Test func `every command's records are in the schema`() throws {
    let kinds = Set(CommandLanguage.demo.commands.flatMap(\.records).map(\.kind))
    #expect(!kinds.isEmpty)
    #expect(try kinds.subtracting(RecordSchema().kinds) == [])
  }

  @Test(arguments: [
    (#"{"kind":"reset","empty":true}"#, []),
    (#"{"kind":"reset","empty":1}"#, [".empty: expected boolean"]),
    (#"{"kind":"reset"}"#, [": expected empty"]),
    (#"{"kind":"reset","empty":true,"full":1}"#, [": found full"]),
    (#"{"kind":"recording.lost","records":0}"#, [".records: expected at least 1"]),
    (#"{"kind":"nonsense"}"#, [".kind: found \"nonsense\""]),
  ])
  func `the check finds faults`(line: String, faults: [String]) throws {
    #expect(try RecordSchema().faults(of: line) == faults)
  }
}
