import EventRecording
import Testing

/// Dates as CloudEvents have them.
struct DurationDateTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (951_782_399, "2000-02-28T23:59:59.000Z"),
    (951_782_400, "2000-02-29T00:00:00.000Z"), (951_868_800, "2000-03-01T00:00:00.000Z"),
    (1_709_164_800, "2024-02-29T00:00:00.000Z"), (1_735_689_599, "2024-12-31T23:59:59.000Z"),
    (4_102_444_800, "2100-01-01T00:00:00.000Z"), (4_107_542_400, "2100-03-01T00:00:00.000Z"),
  ])
  func `the time is written as RFC 3339 has it`(seconds: Int, text: String) {
    #expect(Duration.seconds(seconds).dateText == text)
  }

  @Test func `milliseconds are part of it`() {
    #expect(Duration.milliseconds(1_764_131_645_007).dateText == "2025-11-26T04:34:05.007Z")
  }
}
