import BusLanguage
import BusShell
import Events
import TestSupport
import Testing

struct CommandReaderTests {
  /// Returns a reading as text that shows every type and every position.
  private func text(of reading: CommandReader.Reading) -> String {
    switch reading {
    case .command(.emit(let event, let data, let isInBackground), let start):
      "emit \(event) \(text(of: data)) \(isInBackground) at \(start)"
    default: "\(reading)"
    }
  }

  private func text(of value: any Sendable) -> String {
    switch value {
    case let data as EventData:
      data.map { "\($0.debugDescription): \(text(of: $1))" }.sorted().description
    case let values as [any Sendable]: "\(values.map { text(of: $0) })"
    default: "\(type(of: value)) \(value)"
    }
  }

  private func expectSameReading(_ line: String, seed: UInt64? = nil) {
    var reader = CommandReader()
    // The second time the shape of the line is known.
    for _ in 1...2 {
      expectSameReading(line, by: &reader, seed: seed)
      _ = reader.abandonPayload()
    }
  }

  /// Expects that a reader, which may have read other lines, reads a line as one that knows nothing
  /// and takes no short cut.
  private func expectSameReading(_ line: String, by reader: inout CommandReader, seed: UInt64?) {
    var general = CommandReader()
    let bytes = Array(line.utf8)
    let result = text(of: reader.read(bytes, number: 3, in: .demo))
    let expected = text(of: general.readWords(bytes, number: 3, in: .demo))
    #expect(result == expected, "\(line.debugDescription), seed \(seed ?? 0)")
  }

  @Test(arguments: [
    "emit e {}", #"emit e {"a": 1}"#, #"emit a.b:c_d {"a":-1,"b":[1,2],"c":{"d":{}}}"#,
    #"emit e {"a": 01}"#, #"emit e {"a": -0}"#, #"emit e {"a": 999999999999999999}"#,
    #"emit e {"a": 1000000000000000000}"#, #"emit e {"a": 9223372036854775808}"#,
    #"emit e {"a": 1.5, "b": 1e3}"#, #"emit e {"a": -0.5, "b": 1E+30, "c": 0e-1, "d": 12.25e2}"#,
    #"emit e {"a": 1.}"#, #"emit e {"a": .5}"#, #"emit e {"a": 01.5}"#, #"emit e {"a": 1e}"#,
    #"emit e {"a": 1e400}"#, #"emit e {"a": 1e-400}"#, #"emit e {"a": -}"#, #"emit e {"a": 1.5.5}"#,
    #"emit e {"a": [1, "b", [], {"c": [null]}, 1.5]}"#, #"emit e {"a": [1,]}"#, #"emit e {"a": [1"#,
    #"emit e {"a": [1 2]}"#, #"emit e {"a": []], "b": 1}"#, #"emit e {"a": [[[[[[[[[1]]]]]]]]]}"#,
    #"emit e {"a": 0.1, "b": 100000000000000000000.0}"#, #"emit e {"a": 1, "a": 2}"#,
    #"emit e {"a": truex}"#,
    #"emit e {"a": true, "b": false, "c": null}"#, #"emit e {"a": "ä\n"}"#, #"emit e {"a": 1,}"#,
    #"emit e {"a": 1} "#, #"emit e {"a": 1} &"#, #"emit e {"a": 1} x"#, #"emit --x {}"#,
    #"emit 'e' {}"#, #"emit e& {}"#, #"emit  e {}"#, "emit e", "emit {}", "emit", "emit e {",
    #"emit e {"a"#, "", " ", "# x", "emitx e {}", "emit e {} {}", #"emit e {"a": 1}}"#,
    #"emit e {"\u{7f}": 1}"#, "emit e {\"a\":\t1}", "emit e {}\r",
  ])
  func `a plain emission is read as the words of any command are`(line: String) {
    expectSameReading(line)
  }

  /// `FUZZ_SEED` in the environment repeats a run; the seed of each run is printed.
  @Test func `generated and damaged emissions are read as the words of any command are`() {
    let seed = FuzzSeed.make()
    var generator = SplitMix64(seed: seed)
    for _ in 1...20_000 {
      var line = Array("emit \(name(&generator)) \(object(&generator))".utf8)
      if Bool.random(using: &generator) {
        for _ in 1...Int.random(in: 1...3, using: &generator) { damage(&line, &generator) }
      }
      expectSameReading(String(decoding: line, as: UTF8.self), seed: seed)
    }
  }

  /// Lines of few shapes, whole and damaged, so that most are compared with the shapes of others.
  @Test func `emissions of known shapes are read as the words of any command are`() {
    let seed = FuzzSeed.make()
    var generator = SplitMix64(seed: seed)
    var reader = CommandReader()
    for _ in 1...400 {
      let shapes = (1...Int.random(in: 1...6, using: &generator)).map { _ in
        let count = Int.random(in: 0...4, using: &generator)
        return (name: name(&generator), keys: (0..<count).map { "k\($0)" })
      }
      for _ in 1...100 {
        guard let (name, keys) = shapes.randomElement(using: &generator) else { continue }
        let members = keys.map { "\"\($0)\": \(value(&generator, depth: 11))" }
        var line = Array("emit \(name) {\(members.joined(separator: ", "))}".utf8)
        if Int.random(in: 1...4, using: &generator) == 1 { damage(&line, &generator) }
        expectSameReading(String(decoding: line, as: UTF8.self), by: &reader, seed: seed)
        _ = reader.abandonPayload()
      }
    }
  }

  @Test func `a shape is found again after lines of many others`() {
    var reader = CommandReader()
    for number in 1...1_000 {
      for line in [#"emit e {"a": \#(number)}"#, #"emit e {"k\#(number)": "\#(number)"}"#] {
        expectSameReading(line, by: &reader, seed: nil)
      }
    }
  }

  private func name(_ generator: inout SplitMix64) -> String {
    ["e", "invite.accepted", "a:b", "x_1", "ä", "'q'", "e-f", "0", "emit", "--e", "e&"]
      .randomElement(using: &generator) ?? ""
  }

  private func object(_ generator: inout SplitMix64, depth: Int = 0) -> String {
    let space = ["", " ", "  ", "\t"].randomElement(using: &generator) ?? ""
    let members = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      let key = ["a", "b", "user_id", "ä", "", "a b"].randomElement(using: &generator) ?? ""
      return "\(space)\"\(key)\":\(space)\(value(&generator, depth: depth))"
    }
    return "{\(members.joined(separator: ","))\(space)}"
  }

  private func value(_ generator: inout SplitMix64, depth: Int) -> String {
    switch Int.random(in: 0...9, using: &generator) {
    case 0: return depth < 12 ? object(&generator, depth: depth + 1) : "{}"
    case 1: return depth < 12 ? "[\(value(&generator, depth: depth + 1))]" : "[]"
    case 2...4: return "\(Int.random(in: -1000...1000, using: &generator))"
    default:
      let values = [
        "true", "false", "null", "\"text\"", "\"\"", "\"ä\"", #""\u0041""#, "1.5", "-0", "00",
        "1e3",
        "999999999999999999", "-9223372036854775808", "9223372036854775808", "nul", "-", "+1",
      ]
      return values.randomElement(using: &generator) ?? ""
    }
  }

  private func damage(_ line: inout [UInt8], _ generator: inout SplitMix64) {
    let index = Int.random(in: 0..<line.count, using: &generator)
    switch Int.random(in: 0...2, using: &generator) {
    case 0: line.remove(at: index)
    case 1: line.insert(line[line.count - 1 - index], at: index)
    default: line[index] = UInt8.random(in: 0..<0x80, using: &generator)
    }
    if line.isEmpty { line = [0x20] }
  }
}
