import BusShell
import Foundation
import TestSupport
import Testing

/// Random commands, times, numbers, payloads and options, after which the program still ends by
/// itself.
///
/// `FUZZ_SEED` in the environment repeats a run, and `FUZZ_RUNS` is the number of scripts.
struct CrashFuzzTests {
  @Test func `no script and no options crash the program or stop it`() throws {
    let environment = ProcessInfo.processInfo.environment
    let runs = environment["FUZZ_RUNS"].flatMap { Int($0) } ?? 150
    let seed = FuzzSeed.make()
    var hostile = HostileScript(generator: SplitMix64(seed: seed))
    let program = Pseudoterminal.product("busctl")
    // Exports write files with hostile names.
    try withTemporaryDirectory { directory in
      for run in 1...runs {
        let (arguments, input) = hostile.invocation()
        // A script that does not end is killed, which shows in its status.
        let result = try Program(
          at: "/usr/bin/timeout",
          ["-s", "KILL", "30", program] + arguments,
          input: input.utf8,
          in: directory
        )
        try #require(
          [0, 1, 4, 64, 66].contains(result.status),
          "status \(result.status), seed \(seed), run \(run), \(arguments):\n\(input)"
        )
      }
    }
  }
}
