import BusLanguage
import EventJSON
import Events
import TestSupport
import Testing

struct JSONWriterTests {
  /// Reads a payload and writes it again.
  private func roundTrip(_ json: String) throws -> String {
    JSONWriter.text(of: try JSONParser.object(in: json, at: nil))
  }

  @Test(arguments: [
    ("{}", "{}"),
    (" { \"b\" : 1 , \"a\" : 2 } ", "{\"a\":2,\"b\":1}"),
    ("{\"a\":[1,-2,0,[],{}]}", "{\"a\":[1,-2,0,[],{}]}"),
    ("{\"a\":[true,false,null]}", "{\"a\":[true,false,null]}"),
    ("{\"a\":0.1}", "{\"a\":0.1}"),
    ("{\"a\":-0}", "{\"a\":-0.0}"),
    ("{\"a\":1e3}", "{\"a\":1000.0}"),
    ("{\"a\":9223372036854775807}", "{\"a\":9223372036854775807}"),
    ("{\"a\":-9223372036854775808}", "{\"a\":-9223372036854775808}"),
    ("{\"a\":18446744073709551616.0}", "{\"a\":1.8446744073709552e+19}"),
    ("{\"a\":5e-324}", "{\"a\":5e-324}"),
    (
      "{\"\\u0061\":\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"}", "{\"a\":\"/\\u0008\\u000c\\n\\r\\t\\\"\\\\\"}"
    ),
    ("{\"a\":\"\\ud83d\\ude00 é\"}", "{\"a\":\"😀 é\"}"),
    ("{\"a\":\"\u{7f}\u{9b}\u{202e}\"}", "{\"a\":\"\\u007f\\u009b\\u202e\"}"),
  ])
  func `a payload is read and written again`(json: String, expected: String) throws {
    #expect(try roundTrip(json) == expected)
    #expect(try roundTrip(expected) == expected)
  }

  @Test func `512 levels are read and written again`() throws {
    let deepest = String(repeating: "[", count: 511) + String(repeating: "]", count: 511)
    #expect(try roundTrip("{\"a\":\(deepest)}") == "{\"a\":\(deepest)}")
  }

  @Test func `values that JSON cannot hold are written as their descriptions`() {
    let data: EventData = ["when": Duration.seconds(1), "nan": Double.nan]
    #expect(JSONWriter.text(of: data) == "{\"nan\":\"nan\",\"when\":\"1.0 seconds\"}")
  }

  @Test func `invisible characters are written as escapes`() {
    #expect(JSONWriter.text(of: "\u{e0041}\u{ad}") == "\"\\udb40\\udc41\\u00ad\"")
  }
}
