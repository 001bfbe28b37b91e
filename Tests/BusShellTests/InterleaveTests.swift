import BusLanguage
import BusShell
import TestSupport
import Testing

struct InterleaveTests {
  /// Runs a command that finds the scripts in `Tests/Transcripts`.
  private func printed(_ command: String, _ format: ShellOptions.Format = .text) async -> String {
    await transcript(command) { $0.format = format }
  }

  @Test func `outcomes are counted, and the same each time`() async {
    let expected = await printed("interleave 100 sourced/race.bus")
    #expect(expected.contains(/(?m)^\d+ runs +completed +1 trace +seed \d+$/))
    #expect(
      expected.contains(
        /(?m)^\d+ runs +failed +1 trace +seed \d+ +busctl: sourced\/race.bus:8:1: error: expected ran print, found ran "sleep 1s" in #\d$/
      )
    )
    #expect(
      expected.contains(/error: expected every run to succeed, found \d+ of 100 that did not\n/)
    )
    #expect(
      expected.contains(
        /hint: this shows one: busctl --clock virtual --seed \d+ -f sourced\/race.bus\n/
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

  @Test func `a script that leaves nothing open has one outcome and one trace`() async {
    #expect(
      await printed("interleave 20 sourced/emitting.bus")
        == "20 runs  completed  1 trace  seed 1\nexit status 0\n"
    )
  }

  @Test func `traces that differ are counted, and two of them are told apart`() async throws {
    let printed = await printed("interleave 200 sourced/six-orders.bus")
    let answer = /200 runs  completed  6 traces  seed 1\n  the traces differ; .*:\n/
    let steps = /[ ]+seed 1  #\d .*\n +seed \d+  #\d .*\n/
    let head = try #require(printed.prefixMatch(of: answer), "\(printed)")
    #expect(printed[head.range.upperBound...].prefixMatch(of: steps) != nil, "\(printed)")
    #expect(printed.hasSuffix("completed\nexit status 0\n"))
    let object = try #require(
      await self.printed("interleave 200 sourced/six-orders.bus", .jsonl).split(separator: "\n")
        .first
    )
    #expect(object.hasPrefix(#"{"kind":"interleaving","runs":200,"traces":6,"seed":1,"status":0,"#))
    #expect(object.contains(/"step":"#\d [^"]*","other_seed":\d+,"other_step":"#\d [^"]*"}/))
  }

  @Test func `many outcomes are cut short, and counted all the same`() async {
    let printed = await printed("interleave 200 sourced/many-outcomes.bus")
    let rows = printed.split(separator: "\n").compactMap {
      $0.firstMatch(of: /^(\d+) runs? +failed/)?.output.1
    }
    #expect(rows.count == 10)
    let rest = printed.firstMatch(of: /and (\d+) runs with (\d+) other outcomes\n/)?.output
    let all = (rows + [rest?.1 ?? ""]).compactMap { Int($0) }.reduce(0, +)
    #expect(all == 200, "\(printed)")
  }

  @Test(arguments: [
    ("sourced/quits.bus", false, "exit status 7"),
    (
      "sourced/a-handler-fails.bus", true,
      "a handler failed or an emission was refused: exit status 4"
    ),
  ])
  func `a run that fails without a message names its status`(
    script: String,
    isStrict: Bool,
    reason: String
  ) async {
    let printed = await transcript("interleave 3 \(script)") { $0.isStrict = isStrict }
    #expect(printed.hasPrefix("3 runs  failed  1 trace  seed 1  \(reason)\n"))
  }

  @Test func `a script cannot interleave itself`() async {
    let printed = await printed("interleave 2 sourced/interleaves-itself.bus")
    #expect(
      printed.hasPrefix(
        "2 runs  failed  1 trace  seed 1  busctl: sourced/interleaves-itself.bus:2:1: error: "
          + "expected no 'interleave' in a script that 'interleave' runs\n"
      )
    )
  }

  @Test func `exports are not written`() async {
    let printed = await printed("interleave 3 sourced/exports.bus")
    #expect(printed == "3 runs  completed  1 trace  seed 1\nexit status 0\n")
  }

  @Test func `the runs have the options of the session`() async {
    let printed = await transcript("interleave 3 sourced/empty-and-shallow.bus") {
      $0.isEmpty = true
      $0.maxDepth = 3
    }
    #expect(printed == "3 runs  completed  1 trace  seed 1\nexit status 0\n")
  }

  @Test(arguments: [
    ("interleave 0 demo.bus", "expected N from 1 to 100000, found '0'"),
    ("interleave 5", "expected FILE after '5'"),
    ("interleave 5 missing.bus", "cannot read 'missing.bus': no such file or directory"),
  ])
  func `a script that cannot be run is an error`(command: String, message: String) async throws {
    try await withTemporaryDirectory { directory in
      let result = await ShellTest().scripts(in: directory).script(command).run()
      #expect(result.output.contains("error: \(message)\n"))
    }
  }
}
