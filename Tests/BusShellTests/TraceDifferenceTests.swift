import BusLanguage
import BusShell
import Foundation
import Testing

/// The comparison of two emissions by `diff`.
struct TraceDifferenceTests {
  private func printed(
    _ script: String,
    columns: Int? = nil,
    _ configure: (inout ShellOptions) -> Void = { _ in }
  ) async -> String {
    let printed = await ShellTest.virtual.options { $0.isQuiet = true }.options(configure)
      .columns(columns)
      .script("unsubscribe the.mark print\n\(script)").run().transcript
    return printed.components(separatedBy: "subscribed to the.mark\n").last ?? ""
  }

  private func rows(_ script: String, maxDepth: Int = 64) async -> [Substring] {
    await printed(script) { $0.maxDepth = maxDepth }.split(separator: "\n")
      .filter { $0.contains(" |") }
  }

  @Test func `another error is a difference`() async {
    #expect(
      await rows("subscribe a flaky 2\nemit a\nemit a\nemit a\ndiff 1 2\ndiff 2 3") == [
        "=  a {}                               | a {}",
        "!    flaky 2  failed  failure 1 of 2  |   flaky 2  failed  failure 2 of 2",
        "=  a {}                               | a {}",
        "!    flaky 2  failed  failure 2 of 2  |   flaky 2  completed  call 3",
      ]
    )
  }

  @Test func `refusals belong together by their events, and changes are shown`() async {
    let script = """
      subscribe a relay b
      emit a
      subscribe a relay c
      unsubscribe a relay b
      emit a
      subscribe a attach print
      emit a
      diff 1 2
      diff 2 3
      """
    #expect(
      await rows(script, maxDepth: 1).map {
        String($0).split(separator: " ").joined(separator: " ")
      }
        == [
          "= a {} | a {}",
          "< relay b completed |",
          "< b refused more than 1 nested emission |",
          "> | relay c completed",
          "> | c refused more than 1 nested emission",
          "= a {} | a {}",
          "= relay c completed | relay c completed",
          "= c refused more than 1 nested emission "
            + "| c refused more than 1 nested emission",
          "> | attach print completed subscribed print: runs from the next emission on",
          "> | + print added: not run this time",
        ]
    )
  }

  @Test func `durations are shown if asked for, and not compared`() async {
    let script = """
      subscribe a sleep 1s
      emit a &
      cancel
      unsubscribe a sleep 1s
      subscribe a sleep 1s
      emit a
      subscribe b relay a
      emit b
      diff 2 4
      diff 1 2
      """
    let timed = await printed(script) { $0.showsTiming = true }
    #expect(timed.contains("=  a {}  1s                   | a {}  1s\n"))
    #expect(timed.contains("=    sleep 1s  completed  1s  |   sleep 1s  completed  1s\n"))
    #expect(timed.contains("!    sleep 1s  cancelled  |   sleep 1s  completed  1s\n"))
    #expect(timed.contains(/=  a {} +\| a {}  1s\n/))
    #expect(!(await printed(script)).contains("1s  |   sleep 1s  completed  1s"))
    let records = await printed(script) {
      $0.showsTiming = true
      $0.format = .jsonl
    }
    #expect(records.contains("\"left_duration_ns\":0,\"right_duration_ns\":1000000000}\n"))
  }

  @Test func `without room for both sides, the second stands below the first`() async {
    let script =
      "subscribe a flaky 1\nsubscribe a print\nemit a\nsubscribe a count\nemit a\ndiff 1 2"
    let narrow = await printed(script, columns: 40)
    #expect(
      narrow.hasSuffix(
        """
        =  a {}
        !    flaky 1  failed  failure 1 of 1
        |    flaky 1  completed  call 2
        =    print  completed  {}
        >    count  completed  1 call
        exit status 0

        """
      )
    )
    #expect(await printed(script, columns: 80) == printed(script))
  }
}
