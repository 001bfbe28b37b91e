import TerminalText
import Testing

struct DurationTextTests {
  @Test(arguments: [
    (Duration.zero, "0ns"), (.nanoseconds(999), "999ns"), (.microseconds(1), "1µs"),
    (.milliseconds(20), "20ms"), (.seconds(2), "2s"), (.seconds(61), "1m01s"),
    (.seconds(3599), "59m59s"), (.milliseconds(3_599_600), "1h00m"), (.seconds(7201), "2h00m"),
    (.seconds(86340), "23h59m"), (.seconds(86375), "1d00h"), (.seconds(21 * 86400), "21d00h"),
    (.seconds(Int64.max), "106751991167300d16h"),
  ])
  func `a duration has at most three digits and a unit, or two units`(
    duration: Duration,
    text: String
  ) {
    #expect(duration.text == text)
  }
}
