import BusLanguage
import BusShell
import TestSupport
import Testing

/// Random scripts, whose records have to obey the contract.
///
/// `FUZZ_SEED` in the environment repeats a run; the seed of each run is printed.
struct FuzzTests {
  @Test func `whatever a script does, its records obey the contract`() async throws {
    let seed = SplitMix64.seed
    var generator = SplitMix64(seed: seed)
    var counts: [String: Int] = [:]
    for round in 1...300 {
      let depthLimit = Int.random(in: 1...5, using: &generator)
      let script = ScriptWriter.script(using: &generator)
      let printed = await transcript(script) {
        $0.format = .jsonl
        $0.isEmpty = true
        $0.maxDepth = depthLimit
      }
      var check = RecordCheck(depthLimit: depthLimit)
      try check.follow(printed.split(separator: "\n"))
      try #require(check.violations.isEmpty, "seed \(seed), round \(round):\n\(script)\n\(printed)")
      counts.merge(check.counts) { $0 + $1 }
    }
    // A property of records that never come would hold as well.
    for kind in [
      "emission.started", "emission.finished", "emission.refused", "handler.started",
      "handler.finished", "handler.subscribed", "handler.unsubscribed", "reset",
    ] {
      #expect(counts[kind, default: 0] > 50, "\(kind) hardly ever happens")
    }
  }

  @Test func `the check notices what is missing, doubled or swapped`() async throws {
    let script = """
      subscribe a print
      subscribe a relay b
      subscribe b fail
      subscribe b detach
      emit a
      unsubscribe a print
      emit a
      """
    let printed = await transcript(script) {
      $0.format = .jsonl
      $0.isEmpty = true
    }
    let records = printed.split(separator: "\n").filter { $0.hasPrefix("{") }
    for index in records.indices {
      var missing = records
      missing.remove(at: index)
      var doubled = records
      doubled.insert(records[index], at: index)
      var changes = [missing, doubled]
      if index > 0 {
        var swapped = records
        swapped.swapAt(index - 1, index)
        changes.append(swapped)
      }
      // The last record may be missing without a gap, but then an emission never ends.
      for change in changes {
        var check = RecordCheck(depthLimit: 64)
        try check.follow(change)
        #expect(!check.violations.isEmpty)
      }
    }
  }
}

/// Writes scripts in which everything can happen.
enum ScriptWriter {
  private static let events = ["a", "b", "c"]
  private static let noise = [
    "emit a {\"x\": ", "}", "emit", "nonsense", "\"", "# comment", "", "emit a {\"x\": [1, {}]}",
    "subscribe a nobody", "plan a", "handlers", "trace", "expect nobody", "emit {}", "\u{0}\u{1b}",
  ]

  static func script(using generator: inout some RandomNumberGenerator) -> String {
    (0..<Int.random(in: 1...40, using: &generator))
      .map { _ in line(using: &generator) }
      .joined(separator: "\n")
  }

  private static func line(using generator: inout some RandomNumberGenerator) -> String {
    let event = pick(events, using: &generator)
    let handler = handler(using: &generator)
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<8: return "subscribe \(event) \(handler)"
    case 8..<11: return "unsubscribe \(event) \(handler)"
    case 11..<15: return "emit \(event)"
    case 15, 16: return "emit \(event) {\"n\": 1} &"
    case 17: return pick(["wait", "wait", "reset"], using: &generator)
    default: return pick(noise, using: &generator)
    }
  }

  private static func handler(using generator: inout some RandomNumberGenerator) -> String {
    let simple = ["print", "fail", "count", "flaky 1", "sleep 0s", "sleep 1ms", "detach"]
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return "relay \(pick(events, using: &generator))"
    case 1:
      return "\(pick(["attach", "detach"], using: &generator)) \(pick(simple, using: &generator))"
    default: return pick(simple, using: &generator)
    }
  }

  private static func pick(
    _ choices: [String],
    using generator: inout some RandomNumberGenerator
  ) -> String {
    choices.randomElement(using: &generator) ?? ""
  }
}
