import Foundation
import Testing

/// The recording that the application makes of itself.
///
/// `Tests/Transcripts/recorded-application.bus` opens the one that is committed.
/// `RECORD_TRANSCRIPTS=1` in the environment replaces that, and the test fails.
struct RecordingTests {
  private let committed = URL(filePath: #filePath)
    .appending(path: "../../../../../Transcripts/sourced/groups.jsonl").standardized

  @Test func `the application records what is committed`() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    #expect(try output(ofProgramIn: directory) == "2 mails sent\n")

    let recording = directory.appending(path: "events.jsonl")
    let recorded = try String(contentsOf: recording, encoding: .utf8).withoutTimes
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
      try Data(recorded.utf8).write(to: committed)
      Issue.record("recorded \(committed.lastPathComponent)")
    }
    #expect(try recorded == String(contentsOf: committed, encoding: .utf8))
  }

  /// Runs the program, which is built together with the tests, and returns what it prints.
  private func output(ofProgramIn directory: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "Groups")
    process.currentDirectoryURL = directory
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: output, as: UTF8.self)
  }
}

extension String {
  /// The lines of a recording without times, and with one date.
  fileprivate var withoutTimes: String {
    replacing(/,"(time|duration)_ns":\d+/, with: "")
      .replacing(/"unix_ns":\d+/, with: "\"unix_ns\":1764131187000000000")
  }
}
