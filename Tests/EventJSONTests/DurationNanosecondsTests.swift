import EventJSON
import Testing

struct DurationNanosecondsTests {
  @Test func `nanoseconds are exact, and stop at what an Int can hold`() {
    #expect(Duration.seconds(1).nanoseconds == 1_000_000_000)
    #expect(Duration.nanoseconds(-5).nanoseconds == -5)
    #expect(Duration.nanoseconds(Int64.max).nanoseconds == .max)
    #expect(Duration.seconds(10_000_000_000).nanoseconds == .max)
    #expect(Duration.seconds(Int64.max).nanoseconds == .max)
    #expect(Duration.seconds(-10_000_000_000).nanoseconds == .min)
  }
}
