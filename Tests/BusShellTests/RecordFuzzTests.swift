import BusLanguage
import BusShell
import TestSupport
import Testing

/// The records of random scripts, checked against the contract of the bus.
///
/// `FUZZ_SEED` in the environment repeats a run; the seed of each run is printed.
struct RecordFuzzTests {
  @Test func `the records of any script obey the contract`() async throws {
    let seed = FuzzSeed.make()
    var generator = SplitMix64(seed: seed)
    var counts: [String: Int] = [:]
    for round in 1...300 {
      let depthLimit = Int.random(in: 1...5, using: &generator)
      let script = RandomScript.text(using: &generator)
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
    // A check of a kind that never occurs would pass, too.
    for kind in [
      "emission.started", "emission.finished", "emission.refused", "handler.started",
      "handler.finished", "handler.subscribed", "handler.unsubscribed", "reset",
    ] {
      #expect(counts[kind, default: 0] > 50, "\(kind) hardly ever happens")
    }
    #expect(counts["emission.cancelled", default: 0] > 3, "hardly anything is cancelled")
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
