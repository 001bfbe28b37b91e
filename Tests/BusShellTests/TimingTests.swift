import BusLanguage
import BusShell
import TerminalText
import TestSupport
import Testing

/// Durations and timestamps, in text and in records.
struct TimingTests {
  private static let script = """
    subscribe a print
    subscribe a sleep 2s
    subscribe a fail
    emit a
    """

  private func virtual(
    _ isTerminal: Bool,
    _ showsTiming: Bool?
  ) async -> String {
    await ShellTest.virtual.options { $0.showsTiming = showsTiming }
      .traits(results: OutputTraits(isTerminal: isTerminal)).script(Self.script).run().output
  }

  private func printed(
    _ script: String,
    results: OutputTraits = OutputTraits(),
    _ configure: (inout ShellOptions) -> Void
  ) async -> String {
    await ShellTest().options { $0.isEmpty = true }.options(configure)
      .traits(results: results)
      .clock(ManualClock())
      .script(script).run().output
  }

  @Test(arguments: [
    (true, nil, true), (false, nil, false), (true, false, false), (false, true, true),
  ])
  func `durations are shown at a terminal, or when asked for`(
    isTerminal: Bool,
    choice: Bool?,
    isShown: Bool
  ) async {
    let printed = await virtual(isTerminal, choice)
    // A handler that took no time is shown without one.
    #expect(
      printed.contains(
        """
        ├─ print     completed      {}
        ├─ sleep 2s  completed  2s
        └─ fail      failed         failed on purpose
        3 handlers: 2 completed, 1 failed in 2s

        """
      ) == isShown
    )
    #expect(printed.contains("└─ fail      failed     failed on purpose\n") != isShown)
  }

  @Test func `records carry times only when asked for, also at a terminal`() async {
    let script = "subscribe e print\nemit e\ntrace"
    let plain = await printed(script, results: OutputTraits(isTerminal: true)) {
      $0.format = .jsonl
    }
    #expect(!plain.contains("_ns"))
    let timed = await printed(script) {
      $0.format = .jsonl
      $0.showsTiming = true
    }
    #expect(
      timed == """
        {"seq":1,"kind":"handler.subscribed","event":"e","subscription":1,"handler":"print","time_ns":0}
        {"seq":2,"kind":"emission.started","emission":1,"depth":0,"event":"e","handlers":1,"data":{},"time_ns":0}
        {"seq":3,"kind":"handler.started","emission":1,"position":1,"subscription":1,"handler":"print","time_ns":0}
        {"seq":4,"kind":"handler.finished","emission":1,"position":1,"subscription":1,"handler":"print","outcome":"completed","note":"{}","time_ns":0,"duration_ns":0}
        {"seq":5,"kind":"emission.finished","emission":1,"event":"e","completed":1,"failed":0,"cancelled":0,"time_ns":0,"duration_ns":0}
        {"kind":"trace","emission":1,"event":"e","data":{},"handlers":[{"position":1,"subscription":1,"handler":"print","outcome":"completed","note":"{}","time_ns":0,"duration_ns":0}],"completed":1,"failed":0,"cancelled":0,"time_ns":0,"duration_ns":0}

        """
    )
  }

  @Test(arguments: [
    ("sleep 999ms", "999ms"), ("sleep 1s", "1s"), ("sleep 1250ms", "1.25s"),
    ("sleep 59.94s", "59.9s"), ("sleep 59.96s", "1m00s"), ("sleep 61m", "1h01m"),
    ("sleep 0.000001ms", "1ns"), ("sleep 0.0124ms", "12.4µs"), ("sleep 99.96ms", "100ms"),
  ])
  func `a duration is shown in three digits`(handler: String, text: String) async {
    let result = await ShellTest()
      .options {
        $0.isEmpty = true
        $0.showsTiming = true
      }
      .clock(ImmediateClock())
      .script("subscribe e \(handler)\nemit e").run()
    #expect(result.output.contains("└─ \(handler)  completed  \(text)\n"))
  }
}
