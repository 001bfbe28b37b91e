import BusLanguage
import BusShell
import Foundation
import TestSupport
import Testing

/// Virtual time: it passes only when nothing else can happen, and a script has the same records
/// each time.
struct VirtualClockTests {
  private static let concurrent = """
    subscribe a sleep 2s
    subscribe a print a
    subscribe b sleep 1s
    subscribe b relay c
    subscribe c sleep 1s
    subscribe c print c
    emit a &
    emit b &
    emit c &
    emit d
    wait
    emit b
    quit
    """

  private func printed(
    _ script: String,
    seed: UInt64? = nil,
    format: ShellOptions.Format = .text
  ) async -> String {
    await virtualTranscript(script) {
      $0.seed = seed
      $0.format = format
      $0.showsTiming = true
    }
  }

  @Test func `durations are exact, and an hour takes no time`() async {
    let script = """
      subscribe e sleep 60m
      subscribe e sleep 60m
      subscribe e relay f
      subscribe f sleep 1.5s
      emit e
      """
    #expect(
      await printed(script).hasSuffix(
        """
        #1 e {}
        ├─ sleep 60m  completed  1h00m
        ├─ sleep 60m  completed  1h00m
        └─ relay f    completed  1.5s
           └─ #2 f {}
              └─ sleep 1.5s  completed  1.5s
        3 handlers: 3 completed in 2h00m
        exit status 0

        """
      )
    )
  }

  @Test(arguments: ShellOptions.Format.allCases, [nil, 7])
  func `the same script gives the same bytes, a hundred times`(
    format: ShellOptions.Format,
    seed: UInt64?
  ) async {
    let first = await printed(Self.concurrent, seed: seed, format: format)
    let part =
      switch format {
      case .text: "in 2s"
      case .jsonl: "\"duration_ns\":2000000000"
      case .cloudevents: "\"id\":\"virtual.2\""
      }
    #expect(first.contains(part))
    for _ in 1...99 {
      #expect(await printed(Self.concurrent, seed: seed, format: format) == first)
    }
  }

  /// The output must not depend on the build or on the load of the machine.
  @Test(arguments: ShellOptions.Format.allCases)
  func `under each of several seeds a script prints what is recorded`(
    format: ShellOptions.Format
  ) async throws {
    var printed = ""
    for seed in [nil] + (UInt64(1)...5).map(Optional.init) {
      printed += "seed \(seed.map { "\($0)" } ?? "none")\n"
      printed += await self.printed(Self.concurrent, seed: seed, format: format)
    }
    let file = ExpectedTranscript.directory.appending(path: "seeds/concurrent.\(format.rawValue)")
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
      try Data(printed.utf8).write(to: file)
      Issue.record("recorded \(file.lastPathComponent)")
    }
    #expect(try printed == String(contentsOf: file, encoding: .utf8))
  }

  @Test func `emissions interleave by their deadlines`() async {
    let records = await printed(Self.concurrent, format: .jsonl)
    let ends = records.split(separator: "\n").filter { $0.contains("\"emission.finished\"") }
      .compactMap { line in line.firstMatch(of: /"event":"(.)".*"time_ns":(\d+)/)?.output }
      .map { "\($0.1) \($0.2.dropLast(9))" }
    #expect(ends == ["d ", "c 1", "a 2", "c 2", "b 2", "c 4", "b 4"])
  }

  @Test func `a seed decides the order that the rules leave open, the same each time`() async {
    var recordings: Set<String> = []
    for seed in UInt64(1)...20 {
      let records = await printed(Self.concurrent, seed: seed, format: .jsonl)
      #expect(await printed(Self.concurrent, seed: seed, format: .jsonl) == records)
      recordings.insert(records)
    }
    #expect(recordings.count > 3)
  }

  @Test func `with any seed the records obey the contract`() async throws {
    let seed = FuzzSeed.make()
    var generator = SplitMix64(seed: seed)
    for round in 1...100 {
      let script = RandomScript.text(using: &generator)
      let printed = await virtualTranscript(script) {
        $0.format = .jsonl
        $0.maxDepth = 4
        $0.seed = UInt64(round)
      }
      var check = RecordCheck(depthLimit: 4)
      try check.follow(printed.split(separator: "\n"))
      try #require(check.violations.isEmpty, "seed \(seed), round \(round):\n\(script)\n\(printed)")
    }
  }

  @Test func `cancelling wakes sleepers without time passing`() async {
    let printed = await printed("subscribe e sleep 60m\nemit e &\nemit e &\nquit")
    #expect(
      printed == """
        subscribed sleep 60m to e
        #1 e {}
        └─ sleep 60m  cancelled
        1 handler: 1 cancelled
        #2 e {}
        └─ sleep 60m  cancelled
        1 handler: 1 cancelled
        exit status 0

        """
    )
  }

  @Test func `time does not pass while commands are awaited`() async {
    // After each line the shell waits for the next one.
    let printed = await printed("subscribe e sleep 1s\nemit e &\nemit f\nhandlers f\nemit g\nwait")
    #expect(printed.contains(/(?s)#3 g.*#1 e/))
  }

  /// The orders in which three emissions that sleep equally long end, with the number of seeds of
  /// each.
  private func orders(_ end: String) async -> [String: Int] {
    let script = """
      subscribe a sleep 1s
      subscribe b sleep 1s
      subscribe c sleep 1s
      emit a &
      emit b &
      emit c &
      \(end)
      """
    var orders: [String: Int] = [:]
    for seed in UInt64(1)...300 {
      let records = await printed(script, seed: seed, format: .jsonl).split(separator: "\n")
      let ends = records.filter { $0.contains("\"emission.finished\"") }
        .compactMap { $0.firstMatch(of: /"event":"(.)"/)?.output.1 }
      orders[ends.joined(), default: 0] += 1
    }
    return orders
  }

  @Test(arguments: ["wait", "cancel", "quit"])
  func `every order of three that wake at the same time is reached, about equally often`(
    end: String
  ) async {
    let orders = await orders(end)
    #expect(Set(orders.keys) == ["abc", "acb", "bac", "bca", "cab", "cba"])
    #expect(orders.values.allSatisfy { $0 > 20 }, "\(orders)")
  }
}
