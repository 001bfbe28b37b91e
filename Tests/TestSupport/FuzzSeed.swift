import Foundation

/// The seed of a test with random input.
package enum FuzzSeed {
  /// Returns a new seed, which is printed, or the one that `FUZZ_SEED` in the environment repeats.
  package static func make() -> UInt64 {
    let given = ProcessInfo.processInfo.environment["FUZZ_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0...UInt64.max)
    print("FUZZ_SEED=\(seed)")
    return seed
  }
}
