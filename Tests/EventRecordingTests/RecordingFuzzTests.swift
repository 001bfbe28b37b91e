import EventRecording
import Events
import Foundation
import TestSupport
import Testing

/// Damaged recordings.
///
/// `FUZZ_SEED` in the environment repeats a run; the seed of each run is printed.
struct RecordingFuzzTests {
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
      bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
      return bits ^ (bits >> 31)
    }
  }

  @Test func `no bytes make the reader crash`() throws {
    var generator = SplitMix(state: FuzzSeed.make())
    let names = ["views", "three-relays", "relay-for-ever", "teaching-handlers", "hostile-text"]
    let recordings = try names.map { name in
      try Repository.text(of: "Tests/Transcripts/\(name).jsonl").split(separator: "\n")
        .filter { $0.hasPrefix("{") }.map { Array($0.utf8) + [UInt8(ascii: "\n")] }
    }
    var (trees, errors) = (0, 0)
    for round in 1...500 {
      var lines = recordings[round % recordings.count]
      for _ in 0...Int.random(in: 0...5, using: &generator) {
        damage(&lines, using: &generator)
      }
      let reader = RecordingReader(lines.joined())
      var isAtEnd = false
      while !isAtEnd {
        do {
          isAtEnd = try reader.next().map { trees += $0.summary.count } == nil
        } catch {
          errors += 1
        }
      }
    }
    #expect(trees > 1000)
    #expect(errors > 100)
  }

  private func damage(_ lines: inout [[UInt8]], using generator: inout SplitMix) {
    let index = Int.random(in: 0..<lines.count, using: &generator)
    let position = Int.random(in: 0..<lines[index].count, using: &generator)
    switch Int.random(in: 0...6, using: &generator) {
    case 0: lines[index][position] = UInt8.random(in: 0...255, using: &generator)
    case 1: lines[index].remove(at: position)
    case 2: lines[index].removeSubrange(position...)
    case 3 where lines.count > 1: lines.remove(at: index)
    case 4: lines.insert(lines[index], at: Int.random(in: 0..<lines.count, using: &generator))
    case 5: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &generator))
    default:
      // Another number, perhaps a huge or a negative one.
      let digits = lines[index].firstIndex { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      let number = [-1, 0, 1, 2, Int.max, Int.min].randomElement(using: &generator) ?? 0
      if let digits { lines[index].replaceSubrange(digits...digits, with: "\(number)".utf8) }
    }
    for index in lines.indices where lines[index].isEmpty { lines[index] = [UInt8(ascii: "\n")] }
  }
}
