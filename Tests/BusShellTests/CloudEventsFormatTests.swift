import BusLanguage
import BusShell
import EventRecording
import Events
import Synchronization
import TerminalText
import TestSupport
import Testing

/// `--format cloudevents`: what a shell writes for other processes.
struct CloudEventsFormatTests {
  private func run(
    _ script: String,
    _ change: @escaping (inout ShellOptions) -> Void = { _ in }
  ) async -> String {
    await ShellTest.virtual.options {
      $0.format = .cloudevents
      change(&$0)
    }
    .script(script).run().output
  }

  @Test func `nested emissions come first, and name their cause`() async {
    let printed = await run("subscribe a relay b\nsubscribe b relay c\nemit a {\"n\": 1}") {
      $0.source = "/shop"
    }
    #expect(
      printed == """
        {"specversion":"1.0","id":"virtual.3","source":"/shop","type":"c","causationid":"virtual.2",\
        "correlationid":"virtual.1","datacontenttype":"application/json","data":{"n":1}}
        {"specversion":"1.0","id":"virtual.2","source":"/shop","type":"b","causationid":"virtual.1",\
        "correlationid":"virtual.1","datacontenttype":"application/json","data":{"n":1}}
        {"specversion":"1.0","id":"virtual.1","source":"/shop","type":"a",\
        "datacontenttype":"application/json","data":{"n":1}}

        """
    )
  }

  @Test func `in real time an event has the time of day at its start`() async throws {
    let programs = ScriptedPrograms(timeOfDay: .milliseconds(1_764_131_645_007))
    let printed = await ShellTest().options { $0.format = .cloudevents }.programs(programs)
      .script("emit e").run().output
    let event = try CloudEvent(json: printed)
    #expect(event.time == "2025-11-26T04:34:05.007Z")
    #expect(event.source == "busctl")
  }

  @Test func `ids differ between runs, and between sessions of a run`() async throws {
    let script = "emit e\nreset\nemit e\nlearn 1\nemit e\nreset\nemit e"
    let test = ShellTest().options { $0.format = .cloudevents }.script(script)
    let printed = await test.run().output + (await test.run().output)
    let ids = printed.split(separator: "\n").compactMap { try? CloudEvent(json: String($0)).id }
    #expect(ids.count == 8)
    #expect(Set(ids).count == 8)
  }

  @Test func `an emission that is refused, or does not end, is none`() async throws {
    let printed = await run("subscribe a relay a\nemit a") { $0.maxDepth = 2 }
    #expect(printed.split(separator: "\n").count == 2)
  }

  @Test func `--quiet writes no events`() async {
    #expect(await run("emit e") { $0.isQuiet = true } == "")
  }

  @Test func `the format can change while an emission runs`() async throws {
    let printed = await ShellTest.virtual.script(
      """
      subscribe slow sleep 1s
      subscribe slow relay inner
      emit slow &
      set format cloudevents
      wait
      emit e
      """
    ).run().output
    let events = printed.split(separator: "\n").compactMap { try? CloudEvent(json: String($0)) }
    #expect(events.map(\.type) == ["inner", "e"])
    #expect(events.first?.causationID == "virtual.1")
  }

  @Test func `another option that changes meanwhile loses no event`() async {
    let printed = await run("subscribe slow sleep 1s\nemit slow &\nset strict on\nwait")
    #expect(printed.contains(#""type":"slow""#))
  }

  /// An output that notes when it is flushed.
  private final class FlushLog: ShellOutput {
    private let text = Mutex("")

    let (results, diagnostics) = (OutputTraits(), OutputTraits())
    let isClosed = false

    var all: String { text.withLock { $0 } }

    func write(_ text: String) { self.text.withLock { $0 += text } }

    func writeDiagnostic(_ text: String) {}

    func flush() { write("flushed\n") }
  }

  @Test func `each line is flushed before the next emission goes on`() async {
    let output = FlushLog()
    var options = ShellOptions()
    (options.format, options.clock, options.isEmpty) = (.cloudevents, .virtual, true)
    let shell = Shell(options, application: .demo, output: output) { path, _ throws(Diagnostic) in
      FixedLines([], name: path)
    }
    await shell.run(FixedLines(["subscribe a relay b", "emit a", "emit c"], name: "test.bus"))
    let types = output.all.split(separator: "\n").map { line in
      (try? CloudEvent(json: String(line)))?.type.rawValue ?? String(line)
    }
    #expect(types.prefix(6) == ["b", "flushed", "a", "flushed", "c", "flushed"])
  }
}
