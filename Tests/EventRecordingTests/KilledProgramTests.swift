import EventRecording
import Events
import Foundation
import TestSupport
import Testing

/// The promises that only a program of its own can show: it is killed, or its disk is full.
struct KilledProgramTests {
  private func start(_ mode: String, _ recording: Recording) throws -> (Process, FileHandle) {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "RecordingProgram")
    process.arguments = [mode, recording.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    return (process, output.fileHandleForReading)
  }

  @Test func `a killed program loses at most what was in the buffer`() throws {
    try withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      for session in 1...3 {
        let (process, output) = try start("for-ever", recording)
        // It has flushed 2,000 emissions and goes on.
        #expect(output.readData(ofLength: 1) == Data("x".utf8))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()

        let reader = try RecordingReader(path: recording.path)
        let emissions = try reader.all()
        #expect(reader.sessions == session)
        let last = emissions.filter { $0.session == session && $0.ended != nil }
        #expect(last.count >= 2_000)
        for (index, emission) in last.enumerated() {
          #expect(try emission.data.value("number") == index + 1)
          #expect(emission.handlers.map(\.nested.count) == [1])
        }
      }
    }
  }

  @Test func `a full disk leaves a gap that the file tells of`() throws {
    try withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let (process, output) = try start("full", recording)
      let lines = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
        .split(separator: "\n")
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(
        lines.prefix(2) == ["cannot write '\(recording.path)': file too large", "no failure"]
      )
      let reader = try RecordingReader(path: recording.path)
      let emissions = try reader.all()
      #expect(reader.lostRecords == Int(try #require(lines.last)))
      #expect(reader.lostRecords >= 100)
      #expect(reader.tornLines == 0)
      #expect(emissions.contains { $0.ended != nil && $0.number > 40 })
    }
  }
}
