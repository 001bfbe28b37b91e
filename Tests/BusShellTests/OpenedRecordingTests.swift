import BusLanguage
import BusShell
import EventRecording
import Foundation
import TerminalText
import TestSupport
import Testing

/// Recordings that are torn or cannot be read.
struct OpenedRecordingTests {
  /// Runs a script beside the first records of a session.
  private func run(_ script: String, firstRecords count: Int) async throws -> String {
    let session = "subscribe a print x\nsubscribe a print y\nsubscribe a print z\nemit a"
    let records = await ShellTest.virtual.options { $0.format = .jsonl }.script(session).run()
    let lines = records.output.split(separator: "\n").prefix(3 + count).joined(separator: "\n")
    var output = ""
    try await withTemporaryDirectory { directory in
      try Data((lines + "\n").utf8).write(to: directory.appending(path: "torn.jsonl"))
      output = await ShellTest.virtual.scripts(in: directory)
        .script("open torn.jsonl\n\(script)").run().output
    }
    return output
  }

  @Test func `an emission that is torn off has the number of handlers that were to run`()
    async throws
  {
    #expect(
      try await run("trace 1\ntrace --list", firstRecords: 4) == """
        torn.jsonl  1 emission, 1 unfinished
        #1 a {}
        ├─ print x  completed  x
        └─ print y  running
        3 handlers: still running
        #1  a  3 handlers: still running

        """
    )
  }

  @Test(arguments: [ShellOptions.Format.text, .jsonl])
  func `where no time is known none is shown`(format: ShellOptions.Format) async throws {
    let session = "subscribe a sleep 2s\nsubscribe a print x\nemit a\nemit a"
    let records = await ShellTest.virtual.options { $0.format = .jsonl }.script(session).run()
    try await withTemporaryDirectory { directory in
      try Data(records.output.utf8).write(to: directory.appending(path: "a.jsonl"))
      let printed = await ShellTest.virtual.scripts(in: directory)
        .options {
          $0.showsTiming = true
          $0.format = format
        }
        .script("open a.jsonl\ntrace 1\ntrace --order\ntrace --timeline\ndiff 1 2").run().output
      #expect(printed.contains("sleep 2s"))
      #expect(!printed.contains("0ns") && !printed.contains("_ns"), "\(printed)")
    }
  }

  @Test func `an emission that is torn off before its first handler was heard`() async throws {
    let printed = try await run("trace 1", firstRecords: 1)
    #expect(printed.hasSuffix("#1 a {}\n3 handlers: still running\n"))
  }

  @Test func `a recording that stops to come is given up at Ctrl-C, and nothing is open`() async {
    let output = CollectedOutput(results: OutputTraits(), diagnostics: OutputTraits())
    let (entered, interrupted) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    let shell = Shell(
      ShellOptions(),
      application: .demo,
      output: output,
      readRecording: { path, _ throws(Diagnostic) in
        RecordingInput(RecordingReader(polling: descriptor, name: path)) {
          entered.continuation.finish()
          for await _ in interrupted.stream {}
        }
      },
      openScript: { path, _ throws(Diagnostic) in throw Diagnostic("no '\(path)'") }
    )
    let run = Task { await shell.run(TypedLines(["open -", "emit here", "trace --list"])) }
    for await _ in entered.stream {}
    // A stream also ends when its task is cancelled.
    shell.interrupt()
    await run.value
    withExtendedLifetime(pipe) {}
    #expect(output.text.contains("error: interrupted before the end of the recording\n"))
    #expect(output.text.hasSuffix("#1  here  nobody listens\n"))
  }
}
