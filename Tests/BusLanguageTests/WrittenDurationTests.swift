import BusLanguage
import TerminalText
import Testing

struct WrittenDurationTests {
  @Test(
    arguments: [
      ("500ms", .milliseconds(500)), ("1.5m", .seconds(90)), ("1h", .seconds(3600)),
      ("2d", .seconds(2 * 86400)), ("1m01s", .seconds(61)), ("1d2h3m4s", .seconds(93784)),
      ("1m0.5s", .milliseconds(60500)), ("12.4µs", .nanoseconds(12400)), ("7us", .microseconds(7)),
      ("1ns", .nanoseconds(1)), ("365d", .seconds(365 * 86400)),
    ] as [(String, Duration)]
  )
  func `a duration is numbers with units, the larger ones first`(text: String, duration: Duration) {
    #expect(WrittenDuration(text)?.duration == duration)
  }

  @Test func `the language reads the durations that traces print`() {
    var duration = Duration.nanoseconds(1)
    while duration < .seconds(300 * 86400) {
      let text = duration.text
      #expect(WrittenDuration(text)?.duration.text == text)
      duration = .nanoseconds(Int64(duration / .nanoseconds(1) * 5 / 3) + 1)
    }
  }
}
