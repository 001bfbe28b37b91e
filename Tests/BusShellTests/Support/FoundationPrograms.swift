import BusShell
import Foundation

/// Programs that a test runs by itself: no time limit, no cancelling, and all output is kept.
struct FoundationPrograms: ProgramRunner {
  let timeOfDay = Duration.zero

  func run(_ call: ProgramCall) async -> ProgramResult {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [call.program] + call.arguments
    process.environment = ["PATH": "/usr/bin:/bin", "BUSCTL_EVENT": call.event]
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    // A file, because writing to a pipe that nobody reads would end the tests.
    let input = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: input) }
    do {
      try Data(call.input.utf8).write(to: input)
      process.standardInput = try FileHandle(forReadingFrom: input)
      try process.run()
    } catch {
      return ProgramResult(.notStarted("\(error)"))
    }
    let note = Self.line(.first, of: output)
    let error = Self.line(.lastNotBlank, of: errors)
    process.waitUntilExit()
    return ProgramResult(.exited(status: Int(process.terminationStatus)), note: note, error: error)
  }

  private static func line(_ choice: LineExcerpt.Choice, of pipe: Pipe) -> String? {
    var excerpt = LineExcerpt(choice)
    pipe.fileHandleForReading.readDataToEndOfFile().withUnsafeBytes { excerpt.add($0) }
    return excerpt.text
  }
}
