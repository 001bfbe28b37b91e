import TerminalText
import Testing

struct DurationTextTests {
  @Test(arguments: [
    (Duration.zero, "0ns"), (.nanoseconds(999), "999ns"), (.microseconds(1), "1µs"),
    (.milliseconds(20), "20ms"), (.seconds(2), "2s"), (.seconds(61), "1m01s"),
    (.seconds(Int64.max), "153722867280912930m07s"),
  ])
  func `a duration has at most three digits and a unit`(duration: Duration, text: String) {
    #expect(duration.text == text)
  }
}
