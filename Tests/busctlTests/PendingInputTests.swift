import Foundation
import Glibc
import TestSupport
import Testing

/// Emissions and signals while the program waits for more of its script.
struct PendingInputTests {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init() {
    process.executableURL = URL(filePath: Pseudoterminal.product("busctl"))
    process.standardInput = input
    process.standardOutput = output
  }

  /// Returns the output up to a text that the program is known to print.
  private func output(upTo end: String) -> String {
    var text = ""
    while !text.hasSuffix(end) {
      let piece = output.fileHandleForReading.availableData
      if piece.isEmpty { return text + "(nothing more)" }
      text += String(decoding: piece, as: UTF8.self)
    }
    return text
  }

  @Test(.timeLimit(.minutes(1)))
  func `an emission in the background is printed when it ends, though the input goes on`() throws {
    process.arguments = ["--empty"]
    try process.run()
    let script = "subscribe e sleep 1ms\nemit e &\n"
    try input.fileHandleForWriting.write(contentsOf: Data(script.utf8))
    #expect(output(upTo: "1 handler: 1 completed\n").contains("└─ sleep 1ms  completed\n"))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a named pipe without a writer does not hold up the background`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    #expect(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    process.arguments = [
      "--empty", "-c", "subscribe e sleep 1ms", "-c", "emit e &", "-c", "source \(path)",
    ]
    try process.run()
    #expect(output(upTo: "1 handler: 1 completed\n").contains("└─ sleep 1ms  completed\n"))
    try #require(FileHandle(forWritingAtPath: path)).write(contentsOf: Data("emit late\n".utf8))
    #expect(output(upTo: "nobody listens\n") == "#2 late {}\nnobody listens\n")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a signal ends the wait for a named pipe without a writer`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    #expect(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    process.arguments = ["--empty", "-c", "emit e", "-c", "source \(path)"]
    try process.run()
    _ = output(upTo: "nobody listens\n")
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationStatus == 128 + SIGTERM)
  }
}
