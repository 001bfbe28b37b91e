import BusShell
import Foundation
import TestSupport
import Testing

/// Huge, deeply nested, malformed and random input.
@Suite(.serialized)
struct HostileInputTests {
  /// The factor of the sizes. Without optimisation everything takes ten times as long, so that the
  /// sizes are smaller.
  #if DEBUG
  private static let scale = 1
  #else
  private static let scale = 16
  #endif

  @Test func `a line of many megabytes is a line`() throws {
    let size = Self.scale << 22
    let line = Data("emit e {\"text\": \"".utf8) + Data(repeating: 0x61, count: size)
    let program = try Program(["--quiet"], input: line + Data("\"}\nexpect nobody\n".utf8))
    #expect(program.output.isEmpty && program.errors.isEmpty && program.status == 0)
    let word = try Program([], input: Data(repeating: 0x61, count: size) + Data("\nemit e\n".utf8))
    #expect(word.output == "#1 e {}\nnobody listens\n")
    #expect(word.errors.hasPrefix("busctl: <stdin>:1:1: error: unknown command 'aaaa"))
    #expect(word.errors.contains("aaaa…'\n") && word.errors.utf8.count < 200)
    let digits = "emit e {\"n\": \(String(repeating: "9", count: 400))}\n"
    #expect(try Program([], input: digits.utf8).errors.contains("9999…'\n"))
  }

  @Test(.enabled("only a release build reads so much in time") { scale > 1 })
  func `a line that never ends is given up`() throws {
    let program = try Program(["-f", "/dev/zero"])
    #expect(
      program.errors == "busctl: error: cannot read '/dev/zero': a line is longer than 128 MB\n"
    )
    #expect(program.status == 66)
  }

  @Test(arguments: ["[", "{\"a\":"])
  func `JSON that is nested very deeply is refused`(opening: String) throws {
    let payload = "{\"a\": " + String(repeating: opening, count: 100_000)
    let closing = String(repeating: opening == "[" ? "]" : "}", count: 100_000) + "}"
    for text in [payload + "1" + closing, payload] {
      let program = try Program([], input: "emit e \(text)\nemit e\n".utf8)
      #expect(program.errors.hasPrefix("busctl: <stdin>:1:"))
      #expect(program.status == 1)
    }
  }

  @Test(arguments: [
    ("0.1", "0.1"), ("-0", "-0.0"), ("-0.0", "-0.0"), ("1e2", "100.0"),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"), ("5e-324", "5e-324"),
  ])
  func `a number keeps its value`(number: String, text: String) throws {
    let program = try Program(["emit", "e", "{\"n\":\(number)}"])
    #expect(program.output == "#1 e {\"n\":\(text)}\nnobody listens\n")
  }

  @Test(arguments: [
    "9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
    "100000000000000000000000000000000000000000",
  ])
  func `an integer that would lose digits is refused`(number: String) throws {
    let program = try Program([], input: "emit e {\"n\": [\(number)]}".utf8)
    #expect(
      program.errors == """
        busctl: <stdin>:1:15: error: expected an integer from -9223372036854775808 to \
        9223372036854775807, found '\(number)'

        """
    )
    #expect(program.status == 1)
  }

  @Test(arguments: [
    "525601m", "76861434m", "99999999999999999999m", "0x1p4s", "1e3s", "infs", "nanms", "+1s",
    "-1s", "1_000s", ".s", "1.2.3s", "s", "", "1w", "1 s", "١s", "1h0", "1m1h", "1s1s", "1µs1us",
    "365d1ns", "1H",
  ])
  func `a duration of another form, or of more than a year, is refused`(text: String) throws {
    let program = try Program(["subscribe", "e", "sleep", text])
    #expect(
      program.errors == """
        busctl: error: expected DURATION such as 500ms, 2s or 1m, and at most a year, found '\(text)'
        usage: sleep DURATION

        """
    )
  }

  @Test(arguments: ["trace --timeline", "trace --order", "export chrome -", "export jsonl -"])
  func `times of more than 292 years end no program`(view: String) throws {
    let emissions = Array(repeating: "emit e", count: 400).joined(separator: "\n")
    for format in ["text", "jsonl"] {
      let program = try Program(
        ["--empty", "--clock", "virtual", "--timing", "--format", format],
        input: "subscribe e sleep 525600m\n\(emissions)\n\(view)\n".utf8
      )
      #expect(program.status == 0)
      #expect(program.errors.isEmpty)
    }
  }

  @Test(arguments: [
    ("1e999", 14), ("-1e999", 14), ("01", 15), ("+1", 14), (".5", 14), ("1.", 16), ("NaN", 14),
    ("0x10", 15),
  ])
  func `a number that is malformed or out of range is an error at its place`(
    number: String,
    column: Int
  ) throws {
    let program = try Program([], input: "emit e {\"n\": \(number)}\n".utf8)
    #expect(program.errors.hasPrefix("busctl: <stdin>:1:\(column): error: "))
    #expect(program.output.isEmpty && program.status == 1)
  }

  @Test func `a duplicate key is an error at its second place`() throws {
    let program = try Program([], input: "emit e {\"a\": 1, \"a\": 2}\n".utf8)
    #expect(program.errors.hasPrefix("busctl: <stdin>:1:17: error: "))
  }

  @Test func `random bytes make errors, and nothing that a terminal would act on`() throws {
    let seed = FuzzSeed.make()
    var generator = SplitMix64(seed: seed)
    let bytes = (0..<(Self.scale << 14)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let program = try Program(["--no-history"], input: bytes, mergesErrors: true)
    let joiners: [Unicode.Scalar] = ["\u{200c}", "\u{200d}", "\u{fe0e}", "\u{fe0f}"]
    let controls = program.output.unicodeScalars.filter { scalar in
      scalar != "\n" && !joiners.contains(scalar)
        && (scalar.properties.generalCategory == .control
          || scalar.properties.isDefaultIgnorableCodePoint)
    }
    #expect(controls.isEmpty, "seed \(seed)")
    #expect((0...1).contains(program.status), "seed \(seed)")
  }

  @Test func `an event may have a name of a megabyte`() throws {
    let name = String(repeating: "n", count: 1 << 20)
    let script = "subscribe \(name) print\nemit \(name)\nhandlers\nunsubscribe \(name) print\n"
    let program = try Program(["--empty"], input: script.utf8)
    #expect(program.output.contains("└─ print  completed  {}\n1 handler: 1 completed\n"))
    #expect(program.errors.isEmpty && program.status == 0)
  }

  @Test func `an event may have very many subscriptions`() throws {
    let count = Self.scale * 6250
    let script = String(repeating: "subscribe e print\n", count: count) + "emit e\n"
    let program = try Program(
      ["--empty", "--quiet", "--format", "jsonl"],
      input: (script + "expect completed \(count)\nexpect count \(count)\n").utf8
    )
    #expect(program.errors.isEmpty && program.status == 0)
  }

  @Test func `a script may be very long, and takes no more memory for that`() throws {
    let lines = Self.scale * 62_500
    let peaks = try [lines / 20, lines].map { try Self.peakMemory(lines: $0) }
    // In kilobytes. The recording is full after the first thousand emissions.
    #expect(peaks[1] < peaks[0] + 8192, "\(peaks)")
    #expect(peaks[1] < 40 * 1024 || Self.scale == 1, "\(peaks)")
  }

  /// The peak memory of the program, in kilobytes, after a given number of lines.
  private static func peakMemory(lines: Int) throws -> Int {
    let process = Process()
    process.executableURL = URL(filePath: Pseudoterminal.product("busctl"))
    process.arguments = ["--quiet"]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    // A handler without state; the data of the demo's services would grow.
    let script = "subscribe order.paid print\n"
    try input.fileHandleForWriting.write(contentsOf: Data(script.utf8))
    let piece = Data(String(repeating: "emit order.paid {\"order\": 7}\n", count: 1250).utf8)
    for _ in 0..<(lines / 1250) { try input.fileHandleForWriting.write(contentsOf: piece) }
    try input.fileHandleForWriting.write(contentsOf: Data("expect completed 1\nplan e\n".utf8))
    let answer = try output.fileHandleForReading.read(upToCount: 1)
    let status = try String(
      contentsOfFile: "/proc/\(process.processIdentifier)/status",
      encoding: .utf8
    )
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(answer?.isEmpty == false && process.terminationStatus == 0)
    let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return try #require(peak.flatMap { Int($0.filter(\.isNumber)) })
  }
}
