import BusTrace
import Events
import Testing

/// Emissions in the form of CloudEvents.
struct CloudEventTests {
  private func line(time: Duration?, type: EventName = "a.b", data: EventData = [:]) -> String {
    CloudEvent(id: "r.1", source: "s", type: type, time: time, data: data).line
  }

  @Test func `an event has the attributes that the specification requires`() {
    #expect(
      line(time: .milliseconds(1_764_131_645_007), data: ["x": 1])
        == #"{"specversion":"1.0","id":"r.1","source":"s","type":"a.b","#
        + #""time":"2025-11-26T04:34:05.007Z","datacontenttype":"application/json","#
        + #""data":{"x":1}}"# + "\n"
    )
  }

  @Test func `without a time there is no such member`() {
    #expect(!line(time: nil).contains("time\":"))
    #expect(line(time: nil).contains(#""data":{}"#))
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (951_782_399, "2000-02-28T23:59:59.000Z"),
    (951_782_400, "2000-02-29T00:00:00.000Z"), (951_868_800, "2000-03-01T00:00:00.000Z"),
    (1_709_164_800, "2024-02-29T00:00:00.000Z"), (1_735_689_599, "2024-12-31T23:59:59.000Z"),
    (4_102_444_800, "2100-01-01T00:00:00.000Z"), (4_107_542_400, "2100-03-01T00:00:00.000Z"),
  ])
  func `the time is written as RFC 3339 has it`(seconds: Int, text: String) {
    #expect(line(time: .seconds(seconds)).contains("\"time\":\"\(text)\""))
  }

  @Test func `it is one line, whatever the event and its data are`() {
    let hostile = line(time: nil, type: "a\nb\u{1b}", data: ["k\n": "v\r\n\u{85}"])
    #expect(hostile.hasSuffix("\n"))
    #expect(hostile.unicodeScalars.dropLast().allSatisfy { !$0.properties.isWhitespace })
    #expect(!hostile.contains("\u{1b}"))
  }
}
