package import BusShell
import Foundation

extension SplitMix64 {
  /// A new seed for each run, which is printed; `FUZZ_SEED` in the environment repeats one.
  package static var seed: UInt64 {
    let given = ProcessInfo.processInfo.environment["FUZZ_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0...UInt64.max)
    print("FUZZ_SEED=\(seed)")
    return seed
  }
}
