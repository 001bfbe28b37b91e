import BusLanguage
import BusShell
import BusTrace
import Events
import Testing

struct JSONTests {
  /// What a payload reads as, written again.
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
    ("{\"a\":18446744073709551616}", "{\"a\":1.8446744073709552e+19}"),
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

  @Test func `values become what Swift has for them`() throws {
    let data = try JSONParser.object(
      in: "{\"i\":1,\"d\":1.0,\"s\":\"x\",\"b\":true,\"n\":null,\"l\":[1,2],\"o\":{\"k\":1}}",
      at: nil
    )
    #expect(try data.required("i", as: Int.self) == 1)
    #expect(try data.required("d", as: Double.self) == 1)
    #expect(try data.required("s", as: String.self) == "x")
    #expect(try data.required("b", as: Bool.self))
    #expect(try data.required("n", as: JSONNull.self) == JSONNull())
    #expect(try data.required("l", as: [Int].self) == [1, 2])
    #expect(try data.required("o", as: EventData.self).required("k", as: Int.self) == 1)
  }

  @Test(arguments: [
    ("", 0, "expected a JSON object as payload, found the end of the payload"),
    ("[]", 0, "expected a JSON object as payload, found '['"),
    ("{} x", 3, "expected the end of the payload, found 'x'"),
    ("{a: 1}", 1, "expected a key in double quotes, found 'a'"),
    ("{\"a\": nul}", 6, "expected a JSON value, found 'nul'"),
    ("{\"a\": 1 2}", 8, "expected ',' or '}', found '2'"),
    ("{\"a\": [1,]}", 9, "expected a JSON value, found ']'"),
    ("{\"a\": -}", 7, "expected a digit, found '}'"),
    ("{\"a\": 1.}", 8, "expected a digit, found '}'"),
    ("{\"a\": 1e999}", 6, "expected a number that a Double can hold, found '1e999'"),
    ("{\"é\": 1, \"é\": 2}", 10, "expected each key once, found 'é' again"),
    ("{\"a\": \"\\q\"}", 7, "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u in the string"),
    ("{\"a\": \"\\u12g4\"}", 9, "expected four hexadecimal digits after \\u"),
    ("{\"a\": \"\\udc00\"}", 7, "expected a pair of surrogates, found half of one"),
    ("{\"a\": \"x", 8, "expected the closing quote of the string, found the end of the payload"),
    (
      "{\"a\": \"x\ny\"}", 8,
      "expected \\n in the string or its closing quote, found the end of the line"
    ),
    (
      "{\"a\": \"x\ty\"}", 8,
      "expected an escape in the string or its closing quote, found '\\t'"
    ),
  ])
  func `an error points to the byte`(json: String, offset: Int, message: String) {
    let position = Position(line: 5, column: 10 + offset)
    #expect(throws: Diagnostic(message, at: position)) {
      try JSONParser.object(in: json, at: Position(line: 5, column: 10))
    }
  }

  @Test func `an error in a later line points there`() {
    let position = Position(line: 7, column: 8)
    #expect(throws: Diagnostic("expected a JSON value, found 'x'", at: position)) {
      try JSONParser.object(
        in: "{\n  \"a\": 1,\n  \"b\": x\n}",
        at: Position(line: 5, column: 10)
      )
    }
  }

  @Test func `nesting ends at 512 levels`() throws {
    let deepest = String(repeating: "[", count: 511) + String(repeating: "]", count: 511)
    #expect(try roundTrip("{\"a\":\(deepest)}") == "{\"a\":\(deepest)}")
    let deeper = String(repeating: "[", count: 100_000)
    #expect(throws: Diagnostic("expected at most 512 levels of JSON")) {
      try JSONParser.object(in: "{\"a\":\(deeper)", at: nil)
    }
  }

  @Test func `what JSON has no form for is written as its description`() {
    let data: EventData = ["when": Duration.seconds(1), "nan": Double.nan]
    #expect(JSONWriter.text(of: data) == "{\"nan\":\"nan\",\"when\":\"1.0 seconds\"}")
  }
}
