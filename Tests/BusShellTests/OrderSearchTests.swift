import BusLanguage
import BusShell
import Foundation
import TestSupport
import Testing

/// The orders that `interleave` finds, against those that seeds lead to.
struct OrderSearchTests {
  /// A small one, because relays that emit each other's events twice grow exponentially.
  private static let maximumDepth = 4

  private func trace(_ script: URL, seed: UInt64) async throws -> String {
    try await ShellTest.virtual.options {
      $0.format = .jsonl
      $0.seed = seed
      $0.maxDepth = Self.maximumDepth
    }
    .script(String(contentsOf: script, encoding: .utf8)).run().output
  }

  @Test func `every order of generated scripts is found, and no other`() async throws {
    let seed = FuzzSeed.make()
    var generator = SplitMix64(seed: seed)
    var counts: [Int] = []
    try await withTemporaryDirectory { directory in
      let script = directory.appending(path: "s.bus")
      while counts.count(where: { $0 > 1 }) < 4 {
        let text = RandomScript.concurrent(using: &generator)
        try text.write(to: script, atomically: false, encoding: .utf8)
        let printed = await ShellTest.virtual.options { $0.maxDepth = Self.maximumDepth }
          .scripts(in: directory).script("interleave 6 s.bus").run().output
        guard let found = printed.prefixMatch(of: /(?:all (\d+) orders|the only order) tried/)
        else {
          continue
        }
        let count = found.output.1.flatMap { Int($0) } ?? 1
        counts.append(count)
        var traces: Set<String> = []
        for seed in 1...UInt64(count * 20) {
          traces.insert(try await trace(script, seed: seed))
        }
        #expect(traces.count <= count, "seed \(seed):\n\(text)\n\(printed)")
        // A rare order may need more seeds.
        #expect(count > 3 || traces.count == count, "seed \(seed):\n\(text)\n\(printed)")
      }
    }
  }
}
