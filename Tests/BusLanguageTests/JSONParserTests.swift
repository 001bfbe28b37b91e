import BusLanguage
import EventJSON
import Events
import TestSupport
import Testing

struct JSONParserTests {
  @Test func `values become values of Swift`() throws {
    let data = try JSONParser.object(
      in: "{\"i\":1,\"d\":1.0,\"s\":\"x\",\"b\":true,\"n\":null,\"l\":[1,2],\"o\":{\"k\":1}}",
      at: nil
    )
    #expect(try data.value("i", as: Int.self) == 1)
    #expect(try data.value("d", as: Double.self) == 1)
    #expect(try data.value("s", as: String.self) == "x")
    #expect(try data.value("b", as: Bool.self))
    #expect(try data.value("n", as: EventData.Null.self) == EventData.Null())
    #expect(try data.value("l", as: [Int].self) == [1, 2])
    #expect(try data.value("o", as: EventData.self).value("k", as: Int.self) == 1)
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
    (
      "{\"a\": 9223372036854775808}", 6,
      "expected an integer from -9223372036854775808 to 9223372036854775807, found '9223372036854775808'"
    ),
    (
      "{\"a\": [{\"b\": -9223372036854775809}]}", 13,
      "expected an integer from -9223372036854775808 to 9223372036854775807, found '-9223372036854775809'"
    ),
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

  @Test func `more than 512 levels are refused`() {
    let deeper = String(repeating: "[", count: 100_000)
    #expect(throws: Diagnostic("expected at most 512 levels of JSON")) {
      try JSONParser.object(in: "{\"a\":\(deeper)", at: nil)
    }
  }
}
