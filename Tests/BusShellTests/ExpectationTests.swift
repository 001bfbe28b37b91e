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
}
