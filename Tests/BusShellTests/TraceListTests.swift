import BusLanguage
import BusShell
import Foundation
import TestSupport
import Testing

/// The list of recorded emissions, and the conditions that narrow it.
struct TraceListTests {
  /// Emissions #1 to #8: one that completes, one with a nested failure (#3 in #2), one that is
  /// cancelled, one with a refusal inside (#6 in #5), one that nobody hears, and one that takes 60
  /// seconds.
  private static let script = """
    subscribe good print
    subscribe outer relay inner
    subscribe inner fail out of ink
    subscribe stuck sleep 60m
    subscribe again relay again
    subscribe slow sleep 60s
    emit good
    emit outer
    emit stuck &
    cancel
    emit again
    emit nobody
    emit slow

    """

  /// Returns the lines that a list has after the script.
  private func list(_ options: String) async -> [String] {
    let script = "set quiet on\n\(Self.script)trace --list \(options)"
    return await ShellTest.virtual.options { $0.maxDepth = 2 }.script(script).run().output
      .split(separator: "\n").map(String.init)
  }

  /// Returns the events that a list shows after the script.
  private func events(_ options: String) async -> [String] {
    await list(options).compactMap { line in
      line.firstMatch(of: /^#\d+ +(\w+)/).map { String($0.output.1) }
    }
  }

  @Test(arguments: [
    ("", ["good", "outer", "stuck", "again", "nobody", "slow"]),
    ("--event good", ["good"]), ("--event inner", ["outer"]), ("--event outer", ["outer"]),
    ("--failed", ["outer", "stuck", "again"]),
    ("--failed --event inner", ["outer"]), ("--event stuck --failed", ["stuck"]),
    ("--since 4", ["stuck", "again", "nobody", "slow"]),
    ("--since 3", ["outer", "stuck", "again", "nobody", "slow"]),
    ("--since 0", ["good", "outer", "stuck", "again", "nobody", "slow"]),
    ("--since 59s", ["slow"]),
    ("--since 1m", ["good", "outer", "stuck", "again", "nobody", "slow"]),
    ("--since 4 --failed --event again", ["again"]), ("--failed --since 59s", []),
  ])
  func `all conditions hold for the emissions in the list`(
    options: String,
    events: [String]
  ) async {
    #expect(await self.events(options) == events)
  }

  @Test func `a list without a match says among how many it looked`() async {
    #expect(await list("--failed --event good") == ["no match among 6 emissions"])
  }

  @Test func `an event that never occurs is an error, with the nearest one that does`() async {
    #expect(
      await list("--event goood") == [
        "busctl: test.bus:15:22: error: no emission of 'goood' is recorded",
        "hint: did you mean 'good'?",
      ]
    )
    #expect(
      await list("--event '\u{1b}[31m'") == [
        "busctl: test.bus:15:22: error: no emission of '\\u{1b}[31m' is recorded"
      ]
    )
  }

  @Test(arguments: [
    ("trace --failed", 7, "expected --list before a FILTER, found '--failed'"),
    ("trace --list --event", 21, "expected EVENT after '--event'"),
    ("trace --list --event --failed", 22, "expected EVENT, found the option '--failed'"),
    ("trace --list --since", 21, "expected N|DURATION after '--since'"),
    (
      "trace --list --since soon", 22,
      "expected N|DURATION such as 7, 500ms, 30s or 2m, found 'soon'"
    ),
    ("trace --list --since -1", 22, "expected N|DURATION such as 7, 500ms, 30s or 2m, found '-1'"),
    ("trace --list --failed 1", 23, "expected the end of the command, found '1'"),
    ("trace --list --fail", 14, "expected FILTER (--event, --failed, --since), found '--fail'"),
    ("trace --order --failed", 15, "expected N as the number of an emission, found '--failed'"),
  ])
  func `a wrong condition is an error`(line: String, column: Int, message: String) async {
    let printed = await transcript(line)
    #expect(printed.hasPrefix("busctl: test.bus:1:\(column): error: \(message)\n"))
  }

  @Test func `the conditions apply to a recording that is open`() async {
    let printed = await transcript(
      """
      open sourced/shop.jsonl
      trace --list --event order.billed
      trace --list --failed
      trace --list --since 5
      trace --list --since 2m
      trace --list --since 0.05ms --event order.placed
      trace --list --event invite.accepted
      """
    )
    #expect(
      printed == """
        shop.jsonl  3 emissions
        #1  order.placed  2 handlers: 2 completed
        #3  order.placed  2 handlers: 1 completed, 1 failed
        #3  order.placed  2 handlers: 1 completed, 1 failed
        #5  shop.closed  nobody listens
        #1  order.placed  2 handlers: 2 completed
        #3  order.placed  2 handlers: 1 completed, 1 failed
        #5  shop.closed   nobody listens
        #3  order.placed  2 handlers: 1 completed, 1 failed
        busctl: test.bus:7:22: error: no emission of 'invite.accepted' is recorded
        exit status 1

        """
    )
  }

  @Test func `a recording without times cannot be narrowed by them`() async throws {
    let records = await ShellTest().options { $0.format = .jsonl }.script("emit user.created")
      .run().output
    try await withTemporaryDirectory { directory in
      try Data(records.utf8).write(to: directory.appending(path: "no-times.jsonl"))
      await ShellTest().scripts(in: directory)
        .script("open no-times.jsonl\ntrace --list --since 5m\ntrace --list --since 1").run()
        .expect(
          output: """
            no-times.jsonl  1 emission
            busctl: test.bus:2:22: error: expected a recording with times, found one without
            hint: '--since N' lists emission #N and later ones
            #1  user.created  1 handler: 1 failed

            """,
          status: .failure
        )
    }
  }

  @Test(arguments: [
    ("trace --list ", ["--event", "--failed", "--since"]),
    ("trace --list --failed ", ["--event", "--since"]),
    ("trace --list --event ", ["again", "good", "inner", "nobody", "outer", "slow", "stuck"]),
    ("trace --list --event in", ["inner"]),
    ("trace --list --since ", ["1", "2", "4", "5", "7", "8"]),
    ("trace --list --event good ", ["--failed", "--since"]), ("trace --order --f", []),
  ])
  func `the options and their values are completed`(typed: String, candidates: [String]) async {
    let session = await ShellTest.virtual.options { $0.maxDepth = 2 }.script(Self.script).run()
    let completer = Completer(session.vocabulary) { _ in [] }
    #expect(completer.completion(of: Array(typed.utf8)).candidates.map(\.text) == candidates)
  }

  @Test(arguments: [
    ("trace --list ", "[FILTER...]"), ("trace --list --failed ", "[FILTER...]"),
    ("trace --list --event ", "EVENT"), ("trace --list --since ", "N|DURATION"),
    ("trace --list --since 5 ", "[FILTER...]"), ("trace --order ", ""), ("trace 1 ", "[VIEW]"),
  ])
  func `the operand that is missing is shown`(typed: String, hint: String) async {
    let completer = Completer(await ShellTest().run().vocabulary) { _ in [] }
    #expect(completer.operands(after: Array(typed.utf8)) == hint)
  }
}
