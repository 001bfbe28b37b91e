import EventRecording
import Events
import Foundation
import TestSupport
import Testing

struct RecordingReaderTests {
  /// The lines of an emission with one handler.
  private func emission(_ number: Int, from sequence: Int, parent: Int? = nil) -> [String] {
    let parent = parent.map { #""parent":\#($0),"# } ?? ""
    return [
      #"{"seq":\#(sequence),"kind":"emission.started","emission":\#(number),\#(parent)"depth":0,"event":"e","handlers":1,"data":{}}"#,
      #"{"seq":\#(sequence + 1),"kind":"handler.started","emission":\#(number),"position":1,"subscription":1,"handler":"a"}"#,
      #"{"seq":\#(sequence + 2),"kind":"handler.finished","emission":\#(number),"position":1,"subscription":1,"handler":"a","outcome":"completed"}"#,
      #"{"seq":\#(sequence + 3),"kind":"emission.finished","emission":\#(number),"event":"e","completed":1,"failed":0,"cancelled":0}"#,
    ]
  }

  private let started = #"{"kind":"recording.started","version":1,"unix_ns":0,"part":1}"#

  private func reader(_ lines: [String], end: String = "\n") -> RecordingReader {
    RecordingReader((lines.joined(separator: "\n") + end).utf8)
  }

  @Test func `an emission of a task is read back below the handler that started the task`()
    async throws
  {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let tracer = try RecordingTracer(to: recording.path, clock: ManualClock())
      let bus = EventBus(logger: .silent, tracer: tracer)
      let (secondRuns, secondHasStarted) = AsyncStream<Void>.makeStream()
      let (taskEnds, taskHasEnded) = AsyncStream<Void>.makeStream()
      bus.subscribe(to: "a", name: "first") { _, context async in
        Task {
          for await _ in secondRuns {}
          await context.bus.emit("b")
          taskHasEnded.finish()
        }
      }
      bus.subscribe(to: "a", name: "second") { _, _ async in
        secondHasStarted.finish()
        for await _ in taskEnds {}
      }
      await bus.emit("a")
      try tracer.close()

      let emissions = try recording.emissions()
      #expect(emissions.map(\.summary) == ["#1 a (first completed [#2 b ()], second completed)"])
    }
  }

  @Test func `a recording is read back as it happened`() async throws {
    try await withTemporaryDirectory { directory in
      let recording = Recording(directory: directory)
      let tracer = try RecordingTracer(to: recording.path, clock: ManualClock())
      let bus = EventBus(logger: .silent, depthLimit: 2, tracer: tracer)
      bus.subscribe(to: "a", name: "relay") { data, context in
        context.note("relays")
        await context.bus.emit("b", data)
        context.bus.subscribe(to: "a", name: "late") { _ in }
      }
      bus.subscribe(to: "a", name: "fail") { _ in throw CancellationError() }
      bus.subscribe(to: "b", name: "loop") { _, context in await context.bus.emit("b") }
      await bus.emit("a", ["user_id": 7])
      await bus.emit("nobody")
      try tracer.close()

      let emissions = try recording.emissions()
      #expect(
        emissions.map(\.summary) == [
          "#1 a (relay completed [#2 b (loop completed [b refused])], fail failed)", "#3 nobody ()",
        ]
      )
      let first = emissions[0]
      #expect(first.data == ["user_id": 7])
      #expect(first.handlerCount == 2)
      #expect(first.handlers[0].note == "relays")
      #expect(first.handlers[1].error == "CancellationError()")
      #expect(first.changes.map(\.handler) == ["late"])
      #expect(first.duration == .zero)
      guard case .emission(let inner) = first.handlers[0].nested[0],
        case .refusal(let refusal) = inner.handlers[0].nested[0]
      else {
        Issue.record("expected a refusal inside b")
        return
      }
      #expect(inner.depth == 1)
      #expect(refusal.chain == ["a", "b", "b"])
      #expect(refusal.reason == "more than 2 nested emissions")
    }
  }

  @Test func `half a line at the end is skipped`() throws {
    let lines = emission(1, from: 1)
    let text = lines.joined(separator: "\n")
    for length in 1..<text.utf8.count {
      let reader = RecordingReader(text.utf8.prefix(length))
      let emissions = try reader.all()
      #expect(emissions.count <= 1)
      #expect(emissions.allSatisfy { $0.ended == nil })
    }
    #expect(try reader(lines, end: "").all().map(\.summary) == ["#1 e (a completed)"])
  }

  @Test func `half a line before a new session is skipped`() throws {
    let torn = String(emission(1, from: 1)[2].prefix(40))
    let lines = [started] + emission(1, from: 1).prefix(2) + [torn, started] + emission(1, from: 1)
    let reader = reader(lines)
    let emissions = try reader.all()
    #expect(emissions.map(\.summary) == ["#1 e unfinished (a running)", "#1 e (a completed)"])
    #expect(emissions.map(\.session) == [1, 2])
    #expect(reader.tornLines == 1)
    #expect(reader.sessions == 2)
  }

  @Test func `unknown kinds and members are skipped`() throws {
    var lines = emission(1, from: 1)
    lines[1] = lines[1].replacing("}", with: #","later":{"x":[1]}}"#)
    lines.insert(#"{"seq":2,"kind":"handler.renamed","emission":1}"#, at: 1)
    lines.insert(#"{"kind":"notice","text":"hello"}"#, at: 0)
    lines[3] = lines[3].replacing(#""seq":2"#, with: #""seq":3"#)
    lines[4] = lines[4].replacing(#""seq":3"#, with: #""seq":4"#)
    lines[5] = lines[5].replacing(#""seq":4"#, with: #""seq":5"#)
    let reader = reader(lines)
    #expect(try reader.all().map(\.summary) == ["#1 e (a completed)"])
    #expect(reader.sessions == 1)
  }

  @Test func `a cancellation has its place in the emission`() throws {
    var lines = emission(1, from: 1)
    lines[2...] = [
      #"{"seq":3,"kind":"emission.cancelled","emission":1,"event":"e","time_ns":7}"#,
      #"{"seq":4,"kind":"handler.finished","emission":1,"position":1,"subscription":1,"handler":"a","outcome":"cancelled"}"#,
      #"{"seq":5,"kind":"emission.finished","emission":1,"event":"e","completed":0,"failed":0,"cancelled":1}"#,
    ]
    let reader = reader(lines + emission(2, from: 6))
    let cancelled = try #require(try reader.next()?.cancelled)
    #expect(cancelled.sequence == 3 && cancelled.time == .nanoseconds(7))
    let second = try #require(try reader.next())
    #expect(second.number == 2 && second.cancelled == nil)
  }

  @Test func `numbers from 1 begin a session`() throws {
    let lines = emission(1, from: 1) + [#"{"kind":"reset","empty":false}"#] + emission(1, from: 1)
    #expect(try reader(lines).all().map(\.session) == [1, 2])
  }

  @Test func `the rest of a rotated recording can be read`() throws {
    let lines = emission(1, from: 1).suffix(2) + emission(3, from: 5, parent: 2)
    #expect(try reader(Array(lines)).all().map(\.summary) == ["#3 e (a completed)"])
  }

  @Test(arguments: [
    ("", "line 2, column 1: expected a JSON object, found the end of the line"),
    ("emit e", "line 2, column 1: expected a JSON object, found 'emit'"),
    ("[1]", "line 2, column 1: expected a JSON object, found '['"),
    ("{} {}", "line 2, column 4: expected the end of the line, found '{'"),
    ("{\"seq\":1", "line 2, column 9: expected ',' or '}', found the end of the line"),
    ("{}", "line 2: expected a record with a 'kind'"),
    ("{\"kind\":1}", "line 2: expected a record with a 'kind'"),
    (
      "{\"seq\":2,\"kind\":\"emission.finished\"}",
      "line 2: field 'emission': expected Int, found nothing"
    ),
    (
      "{\"seq\":2,\"kind\":\"emission.finished\",\"emission\":1.5}",
      "line 2: field 'emission': expected Int, found Double"
    ),
    (
      "{\"seq\":9223372036854775808,\"kind\":\"emission.finished\"}",
      "line 2, column 8: expected an integer from -9223372036854775808 to 9223372036854775807, found '9223372036854775808'"
    ),
    (
      "{\"seq\":2,\"kind\":\"handler.finished\",\"emission\":1,\"position\":1,\"outcome\":\"lost\"}",
      "line 2: expected an outcome, found \"lost\""
    ),
  ])
  func `a line that is no record is an error with its number`(
    line: String,
    message: String
  )
    throws
  {
    let lines = emission(1, from: 1)
    let reader = reader([lines[0], line] + lines[1...])
    let error = #expect(throws: RecordingError.self) { try reader.next() }
    #expect(error?.description == message)
    #expect(error?.line == 2)
    // The call after it goes on behind the line.
    #expect(try reader.all().map(\.summary) == ["#1 e (a completed)"])
  }

  @Test func `a file that is not there is an error`() {
    let error = #expect(throws: RecordingError.self) { try RecordingReader(path: "/none/e.jsonl") }
    #expect(error?.description == "cannot read '/none/e.jsonl': no such file or directory")
    #expect(error?.line == nil)
  }

  @Test func `integers are exact`() throws {
    let data = #""data":{"n":9007199254740993}"#
    let line = emission(1, from: 1)[0].replacing(#""data":{}"#, with: data)
    let tree = try #require(try reader([line]).next())
    #expect(try tree.data.value("n") == 9_007_199_254_740_993)
  }

  @Test func `a tree is bounded, and says what is missing`() throws {
    var lines = Array(emission(1, from: 1).prefix(2))
    var sequence = 3
    for number in 2...3000 {
      lines += emission(number, from: sequence, parent: 1)
      sequence += 4
    }
    let tree = try #require(try reader(lines).next())
    #expect(tree.handlers[0].nested.count + tree.handlers[0].omitted == 2999)
    #expect(tree.handlers[0].omitted > 0)
  }

  @Test func `lines longer than the limit are refused`() throws {
    let text = String(repeating: "x", count: RecordingReader.maximumLineSize + 1)
    let reader = reader([#"{"kind":"\#(text)"}"#])
    let error = #expect(throws: RecordingError.self) { try reader.next() }
    #expect(error?.description == "line 1: expected a line of at most 16777216 bytes")
  }
}
