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

  @Test func `nanoseconds are exact, and stop at what an Int can hold`() {
    #expect(Duration.seconds(1).nanoseconds == 1_000_000_000)
    #expect(Duration.nanoseconds(-5).nanoseconds == -5)
    #expect(Duration.nanoseconds(Int64.max).nanoseconds == .max)
    #expect(Duration.seconds(10_000_000_000).nanoseconds == .max)
    #expect(Duration.seconds(Int64.max).nanoseconds == .max)
    #expect(Duration.seconds(-10_000_000_000).nanoseconds == .min)
  }
}
