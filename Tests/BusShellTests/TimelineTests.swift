import BusLanguage
import BusShell
import Testing

/// The bars of a timeline: their widths and their scale.
struct TimelineTests {
  private static let timed = """
    subscribe a sleep 1s
    subscribe a relay b
    subscribe b sleep 2s
    subscribe b print
    emit a
    trace --timeline
    """

  private func timeline(_ script: String, columns: Int) async -> String {
    await ShellTest.virtual.options { $0.showsTiming = true }.columns(columns)
      .script(script).run().transcript
  }

  @Test func `bars are scaled to time and to the columns there are`() async {
    let wide = await timeline(Self.timed, columns: 60)
    #expect(
      wide.hasSuffix(
        """
        full width: 3s
        #1 a            ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  3s
          sleep 1s      ━━━━━━━━━━━━━                             1s
          relay b                    ━━━━━━━━━━━━━━━━━━━━━━━━━━━  2s
            #2 b                     ━━━━━━━━━━━━━━━━━━━━━━━━━━━  2s
              sleep 2s               ━━━━━━━━━━━━━━━━━━━━━━━━━━━  2s
              print                                            ━
        exit status 0

        """
      )
    )
    let narrow = await timeline(Self.timed, columns: 36)
    #expect(narrow.contains("  sleep 1s      ━━━━━             1s\n"))
  }

  @Test func `without a difference in time, bars follow the order of records`() async {
    let script = "subscribe a print\nsubscribe a fail\nemit a\ntrace --timeline"
    let printed = await timeline(script, columns: 28)
    #expect(
      printed.hasSuffix(
        """
        full width: 6 records, in o…
        #1 a     ━━━━━━━━━━━━━━━━━━━
          print     ━━━━
          fail              ━━━━
        exit status 0

        """
      )
    )
  }

  @Test(arguments: 5...40)
  func `a timeline is no wider than the terminal, and cut text ends in an ellipsis`(
    columns: Int
  ) async {
    let script = "\(Self.timed)\nsubscribe c fail with a long message\nemit c\ntrace --timeline"
    let printed = await timeline(script, columns: columns)
    let bars = printed.split(separator: "\n").filter { $0.contains("━") }
    #expect(bars.count == 8)
    #expect(bars.allSatisfy { $0.count <= columns })
    #expect(bars.contains { $0.contains("…  ") })
  }
}
