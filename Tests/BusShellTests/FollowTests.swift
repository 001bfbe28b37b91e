import BusLanguage
import BusShell
import EventRecording
import Events
import Foundation
import TerminalText
import TestSupport
import Testing

/// A recording that is followed while an application writes it.
struct FollowTests {
  /// A shell that follows a recording, and whose time the test moves on.
  private struct Following {
    let output: CollectedOutput
    let clock: ManualClock

    /// The text that has been printed when the shell has looked at the file once more.
    func look() async -> String {
      clock.wake(Shell.followInterval)
      await clock.sleepers(1)
      return output.text
    }
  }

  /// Runs lines at a prompt, the first of which follows a recording, and interrupts that at the end
  /// of a test.
  ///
  /// - Returns: All that was printed.
  private func follow(
    _ path: String,
    _ lines: [String],
    _ test: (Following) async throws -> Void
  ) async throws -> String {
    let following = Following(
      output: CollectedOutput(results: OutputTraits(), diagnostics: OutputTraits()),
      clock: ManualClock()
    )
    let shell = Self.shell(following)
    let run = Task { await shell.run(TypedLines(["open --follow \(path)"] + lines)) }
    await following.clock.sleepers(1)
    try await test(following)
    shell.interrupt()
    await run.value
    return following.output.text
  }

  private static func shell(_ following: Following) -> Shell {
    Shell(
      ShellOptions(),
      application: .demo,
      output: following.output,
      clock: following.clock,
      readRecording: { path, follows throws(Diagnostic) in
        do throws(RecordingError) {
          return RecordingInput(try RecordingReader(polling: path, follows: follows))
        } catch {
          throw Diagnostic(error.message)
        }
      },
      openScript: { path, _ throws(Diagnostic) in throw Diagnostic("no '\(path)'") }
    )
  }

  /// Runs a test with the path of a recording, and a bus whose records are written at once.
  private func withRecordedBus(
    fileSize: Int = 1 << 20,
    _ test: (String, EventBus) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let path = directory.appending(path: "app.jsonl").path
      let tracer = try RecordingTracer(to: path, flushInterval: .zero, fileSize: fileSize)
      try await test(path, EventBus(tracer: tracer))
    }
  }

  private func append(_ text: String, to path: String) throws {
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  private static func tree(_ number: Int, _ event: String) -> String {
    "#\(number) \(event) {}\nnobody listens\n"
  }

  @Test func `each emission is printed as it ends, and Ctrl-C leaves the recording open`()
    async throws
  {
    try await withRecordedBus { path, bus in
      await bus.emit("a")
      let start = "following \(path); Ctrl-C returns to the prompt\n" + Self.tree(1, "a")
      let printed = try await follow(path, ["trace --list", "emit here", "close", "trace"]) {
        #expect($0.output.text == start)
        #expect(await $0.look() == start)
        await bus.emit("b")
        await bus.emit("c")
        #expect(await $0.look() == start + Self.tree(2, "b") + Self.tree(3, "c"))
      }
      #expect(
        printed == start + Self.tree(2, "b") + Self.tree(3, "c") + """
          app.jsonl  3 emissions
          #1  a  nobody listens
          #2  b  nobody listens
          #3  c  nobody listens
          \(Self.tree(1, "here"))\(Self.tree(1, "here"))
          """
      )
    }
  }

  @Test func `an emission that runs is printed once it has ended, with all inside of it`()
    async throws
  {
    try await withRecordedBus { path, bus in
      let (entered, opened) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
      bus.subscribe(to: "outer", name: "wait") { _, context in
        await context.bus.emit("inner")
        entered.continuation.finish()
        for await _ in opened.stream {}
      }
      let printed = try await follow(path, ["trace --list"]) { following in
        let start = following.output.text
        let emission = Task { await bus.emit("outer") }
        for await _ in entered.stream {}
        #expect(await following.look() == start)
        opened.continuation.finish()
        _ = await emission.value
        #expect(
          await following.look() == start + """
            #1 outer {}
            └─ wait  completed
               └─ #2 inner {}  nobody listens
            1 handler: 1 completed

            """
        )
      }
      #expect(printed.hasSuffix("app.jsonl  1 emission\n#1  outer  1 handler: 1 completed\n"))
    }
  }

  @Test func `of a file that is there the last ten are printed`() async throws {
    try await withRecordedBus { path, bus in
      for number in 1...25 { await bus.emit(EventName("e\(number)")) }
      let printed = try await follow(path, []) { #expect(!$0.output.text.contains("#15 e15")) }
      let trees = (16...25).map { Self.tree($0, "e\($0)") }.joined()
      #expect(printed.hasSuffix("prompt\n\(trees)app.jsonl  25 emissions\n"))
    }
  }

  @Test(arguments: [true, false])
  func `it goes on in the next file when the recording is rotated`(looksOften: Bool) async throws {
    try await withRecordedBus(fileSize: 600) { path, bus in
      // Without a look in between it is rotated twice, and no file disappears.
      let last = looksOften ? 9 : 5
      let printed = try await follow(path, []) { following in
        for number in 1...last {
          await bus.emit(EventName("e\(number)"))
          guard looksOften || number == last else { continue }
          #expect(await following.look().hasSuffix(Self.tree(number, "e\(number)")))
        }
      }
      #expect(FileManager.default.fileExists(atPath: "\(path).2"))
      let trees = (1...last).map { Self.tree($0, "e\($0)") }.joined()
      #expect(printed.hasSuffix("prompt\n\(trees)app.jsonl  \(last) emissions\n"))
    }
  }

  @Test func `it goes on at the beginning when the file is cut, and when a session begins`()
    async throws
  {
    try await withTemporaryDirectory { directory in
      let path = directory.appending(path: "app.jsonl").path
      let lines = """
        {"seq":1,"kind":"emission.started","emission":1,"depth":0,"event":"e","handlers":0,"data":{}}
        {"seq":2,"kind":"emission.finished","emission":1,"event":"e","completed":0,"failed":0,"cancelled":0}

        """
      try Data((lines + "{\"seq\":3,").utf8).write(to: URL(filePath: path))
      let printed = try await follow(path, []) { following in
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: 0)
        try file.close()
        _ = await following.look()
        try append(lines, to: path)
        #expect(await following.look().components(separatedBy: "#1 e {}").count == 3)
      }
      #expect(printed.hasSuffix("app.jsonl  the last of 2 sessions: 1 emission\n"))
    }
  }

  @Test func `half a line is read once the rest has come`() async throws {
    try await withRecordedBus { path, bus in
      await bus.emit("a")
      _ = try await follow(path, []) { following in
        let start = following.output.text
        try append(#"{"seq":3,"kind":"emission.started","emission":2,"event":"#, to: path)
        #expect(await following.look() == start)
        try append("\"b\",\"handlers\":0,\"data\":{}}\n", to: path)
        #expect(await following.look() == start)
        try append("{\"seq\":4,\"kind\":\"emission.finished\",\"emission\":2}\n", to: path)
        #expect(await following.look() == start + Self.tree(2, "b"))
      }
    }
  }

  @Test func `a line that is no record is an error, and nothing is open`() async throws {
    try await withRecordedBus { path, bus in
      await bus.emit("a")
      try append("oops\nmore\n", to: path)
      let output = CollectedOutput(results: OutputTraits(), diagnostics: OutputTraits())
      let shell = Self.shell(Following(output: output, clock: ManualClock()))
      await shell.run(ScriptLines("open --follow \(path)\ntrace".utf8, name: "test.bus"))
      #expect(
        output.text.contains(":6:1: expected a JSON object, found 'oops'")
          || output.text.contains(":4:1: expected a JSON object, found 'oops'")
      )
      #expect(output.text.hasSuffix("error: no emission has ended yet\n"))
      #expect(await shell.status == .failure)
    }
  }

  @Test func `in a script the end of the task ends it, without a summary`() async throws {
    try await withRecordedBus { path, bus in
      await bus.emit("a")
      let following = Following(
        output: CollectedOutput(results: OutputTraits(), diagnostics: OutputTraits()),
        clock: ManualClock()
      )
      let shell = Self.shell(following)
      let script = ScriptLines("open --follow \(path)\nemit never".utf8, name: "test.bus")
      let run = Task { await shell.run(script) }
      await following.clock.sleepers(1)
      run.cancel()
      await run.value
      #expect(following.output.text == Self.tree(1, "a"))
    }
  }
}
