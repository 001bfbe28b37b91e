import BusShell
import Testing

struct InterleaveTests {
  /// Runs a command beside the scripts in `Tests/Transcripts`.
  private func printed(_ command: String, _ format: ShellOptions.Format = .text) async -> String {
    await transcript(command) { $0.format = format }
  }

  @Test func `outcomes are counted, and the same each time`() async {
    let expected = await printed("interleave 100 sourced/race.bus")
    #expect(expected.contains(/(?m)^\d+ runs +ok +seed \d+$/))
    #expect(
      expected.contains(
        /(?m)^\d+ runs +failed +seed \d+ +busctl: sourced\/race.bus:7:1: error: expected an emission of b, found none in #\d$/
      )
    )
    #expect(
      expected.contains(/error: expected every run to succeed, found \d+ of 100 that did not\n/)
    )
    #expect(
      expected.contains(
        /hint: 'busctl --clock virtual --seed \d+ -f sourced\/race.bus' shows one\n/
      )
    )
    #expect(expected.hasSuffix("exit status 1\n"))
    #expect(await printed("interleave 100 sourced/race.bus") == expected)
  }

  @Test func `the counts add up`() async throws {
    let lines = await printed("interleave 50 sourced/race.bus", .jsonl).split(separator: "\n")
    let runs = lines.compactMap {
      $0.firstMatch(of: /"kind":"interleaving","runs":(\d+)/)?.output.1
    }
    #expect(runs.compactMap { Int($0) }.reduce(0, +) == 50)
    #expect(runs.count > 1)
  }

  @Test func `a script that leaves nothing open has one outcome`() async {
    #expect(
      await printed("interleave 20 demo.bus").hasPrefix("20 runs  ")
    )
  }

  @Test(arguments: [
    ("interleave 0 demo.bus", "expected N from 1 to 100000, found '0'"),
    ("interleave 5", "expected FILE after '5'"),
    ("interleave 5 missing.bus", "cannot read 'missing.bus': no such file or directory"),
  ])
  func `what cannot be run says why`(command: String, message: String) async {
    #expect(await printed(command).contains("error: \(message)\n"))
  }
}
