import BusLanguage
import BusShell
import TestSupport
import Testing

struct InterleaveTests {
  /// Runs a command that finds the scripts in `Tests/Transcripts`.
  private func printed(_ command: String, _ format: ShellOptions.Format = .text) async -> String {
    await transcript(command) { $0.format = format }
  }

  @Test func `every order is tried once, if there are few, and the same each time`() async {
    let expected = await printed("interleave 100 sourced/race.bus")
    #expect(expected.hasPrefix("all 2 orders tried\n"))
    #expect(expected.contains(/(?m)^1 order +completed +seed \d+$/))
    #expect(
      expected.contains(
        /(?m)^1 order +failed +seed \d+ +busctl: sourced\/race.bus:8:1: error: expected ran print, found ran "sleep 1s" in #\d$/
      )
    )
    #expect(
      expected.contains(/error: expected every order to succeed, found 1 of 2 that did not\n/)
    )
    #expect(
      expected.contains(
        /hint: this shows one: busctl --clock virtual --seed \d+ -f sourced\/race.bus\n/
      )
    )
    #expect(expected.hasSuffix("exit status 1\n"))
    #expect(await printed("interleave 100 sourced/race.bus") == expected)
  }

  @Test func `outcomes differ in the final state, and the seed of each leads to it`() async throws {
    let printed = await printed("interleave 9 sourced/dismissed.bus")
    let expected = try Regex(
      """
      all 2 orders tried
      1 order  (?:completed|failed) +seed (\\d+).*
        groups
          group 42  members \\[(.*)\\]  messages 0
      1 order  (?:completed|failed) +seed (\\d+).*
        groups
          group 42  members \\[(.*)\\]  messages 0
        the traces differ; two of them differ first here:
          seed \\d+  #.*
          seed \\d+  #.*

      """,
      as: (Substring, Substring, Substring, Substring, Substring).self
    )
    let match = try #require(printed.prefixMatch(of: expected)?.output, "\(printed)")
    #expect(Set([match.2, match.4]) == ["1,2", "1,2,7"])
    for (seed, members) in [(match.1, match.2), (match.3, match.4)] {
      let one = await transcript("source sourced/dismissed.bus\nstate groups") {
        $0.clock = .virtual
        $0.seed = UInt64(seed)
      }
      #expect(one.contains("  group 42  members [\(members)]  messages 0\n"), "\(one)")
    }
  }

  @Test func `in JSON Lines an outcome has the state that others have not`() async throws {
    let lines = await printed("interleave 9 sourced/dismissed.bus", .jsonl).split(separator: "\n")
    #expect(
      lines[1].contains(
        /"state":{"groups":\[{"group":42,"members":\[1,2(,7)?\],"messages":0}\]},"step":"#/
      )
    )
    #expect(lines[2] == #"{"kind":"interleaved","runs":2,"orders":2,"all":true}"#)
  }

  @Test func `the counts add up`() async throws {
    let lines = await printed("interleave 200 sourced/many-outcomes.bus", .jsonl)
      .split(separator: "\n")
    let runs = lines.compactMap {
      $0.firstMatch(of: /"kind":"interleaving","runs":(\d+)/)?.output.1
    }
    #expect(runs.compactMap { Int($0) }.reduce(0, +) == 200)
    #expect(runs.count > 1)
    #expect(
      lines.contains { $0.contains(/"kind":"interleaved","runs":200,"orders":\d+,"all":false}/) }
    )
  }

  @Test func `a script that leaves nothing open has one order`() async {
    #expect(
      await printed("interleave 20 sourced/emitting.bus")
        == "the only order tried\n1 order  completed  seed 1\nexit status 0\n"
    )
  }

  @Test func `traces that differ in one outcome are told apart`() async throws {
    let printed = await printed("interleave 200 sourced/six-orders.bus")
    let answer = /all 6 orders tried\n6 orders  completed  seed \d+\n  the traces differ; .*:\n/
    let steps = /[ ]+seed \d+ +#\d .*\n +seed \d+ +#\d .*\n/
    let head = try #require(printed.prefixMatch(of: answer), "\(printed)")
    #expect(printed[head.range.upperBound...].prefixMatch(of: steps) != nil, "\(printed)")
    #expect(printed.hasSuffix("completed\nexit status 0\n"))
    let object = try #require(
      await self.printed("interleave 200 sourced/six-orders.bus", .jsonl).split(separator: "\n")
        .first
    )
    #expect(object.hasPrefix(#"{"kind":"interleaving","runs":6,"orders":6,"seed":"#))
    #expect(object.contains(/"step":"#\d [^"]*","other_seed":\d+,"other_step":"#\d [^"]*"}/))
  }

  @Test func `with fewer runs than orders the seeds are tried`() async {
    let printed = await printed("interleave 5 sourced/six-orders.bus")
    #expect(
      printed.contains(
        /^5 runs tried [2-5] orders; there are more\n5 runs  [2-5] orders  completed  seed 1\n/
      )
    )
    let all = await self.printed("interleave 6 sourced/six-orders.bus")
    #expect(all.hasPrefix("all 6 orders tried\n"))
  }

  @Test func `many outcomes are cut short, and counted all the same`() async {
    let printed = await printed("interleave 200 sourced/many-outcomes.bus")
    let rows = printed.split(separator: "\n").compactMap {
      $0.firstMatch(of: /^(\d+) runs? +\d+ orders? +failed/)?.output.1
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
    #expect(
      printed.hasPrefix("the only order tried\n1 order  failed  seed 1  \(reason)\n")
    )
  }

  @Test func `a script cannot interleave itself`() async {
    let printed = await printed("interleave 2 sourced/interleaves-itself.bus")
    #expect(
      printed.hasPrefix(
        "the only order tried\n1 order  failed  seed 1  busctl: sourced/interleaves-itself.bus:2:1: error: "
          + "expected no 'interleave' in a script that 'interleave' runs\n"
      )
    )
  }

  @Test func `exports are not written`() async {
    let printed = await printed("interleave 3 sourced/exports.bus")
    #expect(printed == "the only order tried\n1 order  completed  seed 1\nexit status 0\n")
  }

  @Test func `the runs have the options of the session`() async {
    let printed = await transcript("interleave 3 sourced/empty-and-shallow.bus") {
      $0.isEmpty = true
      $0.maxDepth = 3
    }
    #expect(printed == "the only order tried\n1 order  completed  seed 1\nexit status 0\n")
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
