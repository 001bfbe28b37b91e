import BusLanguage
import BusShell
import Testing

struct ExpectationTests {
  @Test func `one nested emission of several that is as expected is enough`() async {
    let printed = await transcript(
      """
      subscribe a relay b
      subscribe a relay b
      subscribe b flaky 1
      emit a
      expect completed flaky in b
      expect failed flaky in b
      expect completed 2 in b
      """
    ) {
      $0.isEmpty = true
      $0.isQuiet = true
    }
    #expect(
      printed.hasSuffix(
        """
        busctl: test.bus:7:1: error: expected completed 2, found completed 0 in #2, completed 1 in #3
        exit status 1

        """
      )
    )
    #expect(printed.split(separator: "\n").count { $0.contains("error") } == 1)
  }

  @Test func `an emission can be named as its trace shows it`() async {
    let printed = await transcript(
      """
      subscribe a print x
      emit a
      emit a
      expect completed print in #1
      expect completed 2 in #2 # a comment
      trace #2
      explain #1
      diff #1 #2
      """
    ) {
      $0.isEmpty = true
      $0.isQuiet = true
    }
    #expect(printed.contains("test.bus:5:1: error: expected completed 2, found completed 1 in #2"))
    #expect(printed.contains("#2 a {}\n└─ print x  completed  x"))
    #expect(printed.contains("1 handler was subscribed when #1 a started"))
    #expect(printed.contains("=  a {}"))
    #expect(printed.contains("exit status 1"))
    #expect(printed.split(separator: "\n").count { $0.contains("error") } == 1)
  }

  @Test func `every emission that the last wait brought can be named`() async {
    let printed = await virtualTranscript(
      """
      subscribe a sleep 2s
      subscribe b sleep 1s
      subscribe b relay c
      subscribe c print
      subscribe "4" fail four
      emit b
      emit a &
      emit b &
      wait
      expect completed sleep in a
      expect completed relay in b
      expect count 1 in c
      expect count 1 in 3
      expect count 2 in 4
      expect ran print in 5
      expect failed fail in "4"
      expect count 9 in b
      expect count 9 in 5
      expect nobody in 99
      emit "4"
      expect failed fail in "4"
      expect count 1 in c
      """
    ) { $0.isQuiet = true }
    #expect(
      printed.split(separator: "\n").filter { $0.contains("error") } == [
        "busctl: test.bus:16:1: error: expected an emission of 4, found none in #4, #3",
        "busctl: test.bus:17:1: error: expected count 9, found count 2 in #4",
        "busctl: test.bus:18:1: error: expected count 9, found count 1 in #5",
        "busctl: test.bus:19:18: error: emission 99 is not recorded",
        "busctl: test.bus:22:1: error: expected an emission of c, found none in #6",
      ]
    )
  }

  @Test func `a command that brings no emission to an end keeps the latest ones`() async {
    let printed = await virtualTranscript(
      """
      subscribe a sleep 2s
      subscribe b sleep 1s
      emit b &
      emit a
      handlers
      expect completed sleep in b
      expect count 1 in a
      emit a &
      expect count 1 in a
      cancel
      expect cancelled sleep in a
      """
    ) { $0.isQuiet = true }
    #expect(!printed.contains("error:"), "\(printed)")
  }
}
